package io.smolotchi.release.health;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.health.Sample.Colour;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import java.time.Duration;

/**
 * Judges the states of one unit, one after the other. A unit that is active now proves nothing: it must be the run that our start began, and that run
 * must be the only one since.
 */
final class UnitWatch {

    /** What a state means, and whom it is put down to if it decides the matter. */
    record Look(Colour colour, String detail, Blame blame) {
        static Look green(String detail) {
            return new Look(Colour.GREEN, detail, Blame.RELEASE);
        }

        static Look red(String detail) {
            return new Look(Colour.RED, detail, Blame.RELEASE);
        }

        static Look dead(String detail) {
            return new Look(Colour.DEAD, detail, Blame.RELEASE);
        }
    }

    private final UnitName unit;
    private final boolean required;
    private final String before;
    private String invocation = "";
    private int mainPid;
    private boolean wasActive;
    private Duration restartDelay = Duration.ZERO;

    /** @param before the invocation that is not ours; "" for none */
    UnitWatch(UnitName unit, boolean required, String before) {
        this.unit = unit;
        this.required = required;
        this.before = before;
    }

    UnitName unit() {
        return unit;
    }

    boolean required() {
        return required;
    }

    /** The longest seen; for units that are restarted, how long a crash may stay out of sight. */
    Duration restartDelay() {
        return restartDelay;
    }

    Look look(UnitState state) {
        if (state.restartDelay().compareTo(restartDelay) > 0) {
            restartDelay = state.restartDelay();
        }
        if (!state.load().equals("loaded")) {
            return notLoaded(state);
        }
        String how = Described.of(state);
        if (state.isFailed()) {
            // systemd itself could not start it: no memory, no processes, no space for it.
            return state.result().equals("resources") ? new Look(Colour.DEAD, how, Blame.HOST) : Look.dead(how);
        }
        if (state.sub().startsWith("auto-restart")) {
            return Look.dead(how + ": its process ended and is about to be restarted");
        }
        if (state.restarts() > 0) {
            return Look.dead(how + ": restarts since its start: " + state.restarts());
        }
        boolean old = !before.isEmpty() && state.invocation().equals(before);
        if (old) {
            return Look.red(how + ": still the run from before");
        }
        if (!state.invocation().isEmpty()) {
            if (!invocation.isEmpty() && !invocation.equals(state.invocation())) {
                return Look.dead(how + ": started anew since");
            }
            invocation = state.invocation();
        }
        return state.isActive() ? active(state, how) : notActive(state, how);
    }

    private static Look notLoaded(UnitState state) {
        return switch (state.load()) {
            case "not-found" -> Look.dead("there is no such unit");
            case "masked" -> new Look(Colour.DEAD, "masked", Blame.HOST);
            default -> Look.dead("its file can't be loaded (" + state.load() + ")");
        };
    }

    private Look active(UnitState state, String how) {
        wasActive = true;
        if (!unit.type().equals("service") || state.isOneshot()) {
            return Look.green(how);
        }
        if (state.sub().equals("exited")) {
            return Look.dead(how + ": its process ended");
        }
        if (mainPid != 0 && state.mainPid() != mainPid) {
            return Look.dead(how + ": its main process was " + mainPid + " before");
        }
        mainPid = state.mainPid();
        return Look.green(how);
    }

    private Look notActive(UnitState state, String how) {
        if (state.isOneshot()) {
            return state.isDown() ? Look.green("ended well") : Look.red(how);
        }
        boolean ended = state.isDown() && !invocation.isEmpty();
        return wasActive || ended ? Look.dead(how + ": it ended") : Look.red(how);
    }
}
