package io.smolotchi.release.health;

import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import java.time.Duration;
import java.util.Optional;

/** Builds what systemd says of a unit. */
record State(
        String load,
        String active,
        String sub,
        String result,
        int mainPid,
        int restarts,
        String invocation,
        String type,
        Duration restartDelay) {

    static final String NEW_RUN = "00000000000000000000000000000002";
    static final String OLD_RUN = "00000000000000000000000000000001";

    static State running() {
        return new State("loaded", "active", "running", "success", 42, 0, NEW_RUN, "simple", Duration.ofMillis(100));
    }

    static State starting() {
        return running().is("activating", "start").mainPid(0);
    }

    static State inactive() {
        return running().is("inactive", "dead").mainPid(0);
    }

    static State failed(String cause) {
        return running().is("failed", "failed").result(cause).mainPid(0);
    }

    static State waitingTimer() {
        return running().is("active", "waiting").mainPid(0).type("");
    }

    State is(String newActive, String newSub) {
        return new State(load, newActive, newSub, result, mainPid, restarts, invocation, type, restartDelay);
    }

    State load(String newLoad) {
        return new State(newLoad, active, sub, result, mainPid, restarts, invocation, type, restartDelay);
    }

    State result(String newResult) {
        return new State(load, active, sub, newResult, mainPid, restarts, invocation, type, restartDelay);
    }

    State mainPid(int pid) {
        return new State(load, active, sub, result, pid, restarts, invocation, type, restartDelay);
    }

    State restarts(int count) {
        return new State(load, active, sub, result, mainPid, count, invocation, type, restartDelay);
    }

    State invocation(String id) {
        return new State(load, active, sub, result, mainPid, restarts, id, type, restartDelay);
    }

    State type(String newType) {
        return new State(load, active, sub, result, mainPid, restarts, invocation, newType, restartDelay);
    }

    State restartDelay(Duration delay) {
        return new State(load, active, sub, result, mainPid, restarts, invocation, type, delay);
    }

    UnitState of(UnitName unit) {
        return new UnitState(
                unit,
                load,
                active,
                sub,
                result,
                mainPid,
                restarts,
                invocation,
                Optional.empty(),
                Optional.empty(),
                "enabled",
                false,
                "",
                result.equals("exit-code") ? 3 : 0,
                type,
                restartDelay);
    }
}
