package io.smolotchi.release.doctor;

import io.smolotchi.release.systemd.UnitState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Units that failed, that are enabled and down, or that are restarted over and over. */
record UnitsCheck(Patient patient) implements Check {

    private static final int FLAPPING = 3;

    @Override
    public String name() {
        return "units";
    }

    @Override
    public Finding look() {
        if (!patient.systemd().running()) {
            return Finding.skipped(this, "systemd does not run for this root");
        }
        if (patient.recorded().units().isEmpty()) {
            return Finding.skipped(this, "no unit is installed yet");
        }
        List<String> wrong = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> units = new ArrayList<>();
        patient.states()
                .values()
                .forEach(state -> problem(state).ifPresent(problem -> {
                    (patient.optional(state.name()) ? notes : wrong).add(state.name() + " " + problem);
                    units.add(state.name().value());
                }));
        if (wrong.isEmpty() && notes.isEmpty()) {
            return Finding.well(this, patient.recorded().units().size() + " units are as they should be");
        }
        String remedy = "smolotchi-release logs " + units.getFirst();
        Finding finding = wrong.isEmpty()
                ? Finding.note(this, "only optional units are not as they should be", remedy)
                : Finding.wrong(
                        this, wrong.size() + (wrong.size() == 1 ? " unit is" : " units are") + " not well", remedy);
        wrong.addAll(notes);
        return finding.with(wrong);
    }

    private static Optional<String> problem(UnitState state) {
        if (state.isFailed()) {
            return Optional.of("failed (" + state.result() + ")");
        }
        if (state.sub().equals("auto-restart") || state.restarts() >= FLAPPING) {
            return Optional.of("was restarted " + state.restarts() + " times since it was started");
        }
        // Of timers that do not run another check speaks, which can mend it
        boolean wanted =
                state.fileState().startsWith("enabled") && !state.name().type().equals("timer");
        return wanted && state.isDown()
                ? Optional.of("is enabled, and down (" + state.active() + ")")
                : Optional.empty();
    }
}
