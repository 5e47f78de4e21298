package io.smolotchi.release.health;

import io.smolotchi.release.systemd.UnitState;

/** A state in the words of {@code systemctl status}, without what changes from sample to sample. */
final class Described {

    private Described() {}

    static String of(UnitState state) {
        StringBuilder words = new StringBuilder(state.active()).append(" (").append(state.sub());
        if (!state.result().equals("success")) {
            words.append(", ").append(state.result());
            if (state.result().equals("exit-code")) {
                words.append(' ').append(state.execMainStatus());
            }
        }
        words.append(')');
        if (state.mainPid() != 0) {
            words.append(", main process ").append(state.mainPid());
        }
        return words.toString();
    }
}
