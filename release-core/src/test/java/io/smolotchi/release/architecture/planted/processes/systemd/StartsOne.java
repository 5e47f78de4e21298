package io.smolotchi.release.architecture.planted.processes.systemd;

import java.io.IOException;

final class StartsOne {
    Process started() throws IOException {
        return new ProcessBuilder("true").start();
    }
}
