package io.smolotchi.release.shell;

import io.smolotchi.release.shell.output.View;

/** What a command found or did. */
public record Answer(View view, ExitCode exit) {

    public static Answer of(View view) {
        return new Answer(view, ExitCode.DONE);
    }
}
