package io.smolotchi.release.shell.command;

import io.smolotchi.release.shell.line.Option;

/** The option of those commands that can take the application's databases back with the code. */
final class StateOption {

    static final Option WITH_STATE = Option.flag(
            "with-state",
            "Also make the application's databases again from the copies made when that position was left");

    private StateOption() {}
}
