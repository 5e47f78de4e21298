package io.smolotchi.release.architecture.planted.processes.process;

import java.io.IOException;

final class MayStartOne {
    Process started() throws IOException {
        return new ProcessBuilder("true").start();
    }
}
