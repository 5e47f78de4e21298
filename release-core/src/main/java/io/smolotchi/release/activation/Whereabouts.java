package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.systemd.ServiceManagerException;
import io.smolotchi.release.systemd.UnitState;
import io.smolotchi.release.units.InstalledUnits;
import io.smolotchi.release.units.UnitDiff;
import io.smolotchi.release.units.UnitSet;
import java.util.List;
import java.util.stream.Collectors;

/** Says what is where when neither direction came to its end, for somebody who has to put it right. */
final class Whereabouts {

    private final Machine machine;

    Whereabouts(Machine machine) {
        this.machine = machine;
    }

    /** Sentences; a place that can't be read is said to be unknown. */
    String of(Intent intent) {
        return "current is " + current() + "; the unit files are " + units(intent) + "; " + running(intent)
                + databases(intent);
    }

    /** Where those of before are, when they were copied. */
    private String databases(Intent intent) {
        try {
            return intent.state()
                    .flatMap(_ -> machine.state().snapshots().of(intent.id()))
                    .map(copies -> "; the databases of before are copied in "
                            + machine.state().snapshots().place(copies.id()))
                    .orElse("");
        } catch (RuntimeException e) {
            return "; where the databases of before are is unknown (" + e.getMessage() + ")";
        }
    }

    private String current() {
        try {
            return machine.link().version().map(Object::toString).orElse("nothing of ours");
        } catch (RuntimeException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }

    private String units(Intent intent) {
        try {
            UnitSet now = new InstalledUnits(machine.root(), intent.application())
                    .read(List.of(intent.oldUnits(), intent.newUnits()));
            String from = intent.from().map(Object::toString).orElse("before");
            boolean old = UnitDiff.between(now, intent.oldUnits()).nothing();
            boolean fresh = UnitDiff.between(now, intent.newUnits()).nothing();
            return old
                    ? "those of " + from
                    : fresh
                            ? "those of " + intent.goalWords()
                            : "partly those of " + from + ", partly those of " + intent.goalWords();
        } catch (RuntimeException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }

    private String running(Intent intent) {
        try {
            List<UnitState> wanted = machine.systemd().states(intent.ranBefore()).values().stream()
                    .filter(state -> !state.isActive())
                    .toList();
            return wanted.isEmpty()
                    ? "everything that ran before is active"
                    : "not active: "
                            + wanted.stream()
                                    .map(state -> state.name() + " (" + state.active() + ", " + state.result() + ")")
                                    .collect(Collectors.joining(", "));
        } catch (ServiceManagerException e) {
            return "what runs is unknown (" + e.getMessage() + ")";
        }
    }
}
