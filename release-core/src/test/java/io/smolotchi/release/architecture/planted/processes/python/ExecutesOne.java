package io.smolotchi.release.architecture.planted.processes.python;

import java.io.IOException;

final class ExecutesOne {
    Process started() throws IOException {
        return Runtime.getRuntime().exec(new String[] {"true"});
    }

    int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
