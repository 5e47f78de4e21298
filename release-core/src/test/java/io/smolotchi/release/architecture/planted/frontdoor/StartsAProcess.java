package io.smolotchi.release.architecture.planted.frontdoor;

import java.io.IOException;

final class StartsAProcess {
    Process started() throws IOException {
        return new ProcessBuilder("true").start();
    }
}
