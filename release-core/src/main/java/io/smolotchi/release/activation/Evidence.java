package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.health.Baseline;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.systemd.JournalLine;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what the machine looked like when a step failed, before the undo changes it. That it can't be had fails nothing. */
final class Evidence {

    private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);
    private static final int LINES_PER_UNIT = 40;

    private final Machine machine;
    private final Progress progress;

    Evidence(Machine machine, Progress progress) {
        this.machine = machine;
        this.progress = progress;
    }

    /** Returns the runs that the undo is going to end. */
    Baseline keep(Intent intent) {
        if (!machine.systemd().running()) {
            return Baseline.unknown();
        }
        try {
            List<UnitState> states = machine.systemd().states(intent.allUnits()).values().stream()
                    .filter(UnitState::exists)
                    .toList();
            progress.event(
                    Event.Type.EVIDENCE,
                    "unit states",
                    states.stream().map(Evidence::words).collect(Collectors.joining("\n")));
            states.stream()
                    .filter(state -> !state.invocation().isEmpty())
                    .forEach(state -> journal(state.name(), state.invocation()));
            return Baseline.of(states);
        } catch (RuntimeException e) {
            LOG.warn("cannot keep evidence for {}", intent.id(), e);
            return Baseline.unknown();
        }
    }

    private void journal(UnitName unit, String invocation) {
        List<JournalLine> lines = machine.journal().ofInvocation(invocation, LINES_PER_UNIT);
        if (!lines.isEmpty()) {
            progress.event(
                    Event.Type.EVIDENCE,
                    "journal of " + unit,
                    lines.stream().map(JournalLine::text).collect(Collectors.joining("\n")));
        }
    }

    private static String words(UnitState state) {
        return "%s: %s (%s), result %s, restarts %d, main pid %d, exit status %d"
                .formatted(
                        state.name(),
                        state.active(),
                        state.sub(),
                        state.result(),
                        state.restarts(),
                        state.mainPid(),
                        state.execMainStatus());
    }
}
