package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Directories;
import io.smolotchi.release.activation.steps.Enable;
import io.smolotchi.release.activation.steps.Goal;
import io.smolotchi.release.activation.steps.InstallUnits;
import io.smolotchi.release.activation.steps.KeepState;
import io.smolotchi.release.activation.steps.Prepare;
import io.smolotchi.release.activation.steps.Start;
import io.smolotchi.release.activation.steps.Step;
import io.smolotchi.release.activation.steps.Stop;
import io.smolotchi.release.activation.steps.SwitchLink;
import io.smolotchi.release.activation.steps.SwitchRecord;
import io.smolotchi.release.activation.steps.WatchHealth;
import io.smolotchi.release.state.StateWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps in order; below another root nothing is stopped, started or watched, and where nothing is left to run, nothing is started or watched. */
final class StepList {

    private StepList() {}

    /** @param state what is done about the application's databases; without it that step is not there */
    static List<Step> of(Machine machine, SwitchRecord record, Goal goal, Optional<StateWork> state) {
        Directories directories = new Directories(machine.root(), machine.accounts());
        Step prepare = new Prepare(machine.units(), machine.link(), directories);
        List<Step> keep = state.<List<Step>>map(work -> List.of(new KeepState(machine.state(), record, work)))
                .orElse(List.of());
        Step install = new InstallUnits(machine.units(), machine.systemd(), record);
        Step link = new SwitchLink(machine.link(), record);
        Step enable = new Enable(machine.units(), machine.systemd());
        boolean running = machine.systemd().running();
        List<Step> steps = new ArrayList<>(List.of(prepare));
        if (running) {
            steps.add(new Stop(machine.systemd()));
        }
        steps.addAll(keep);
        steps.addAll(List.of(install, link));
        if (goal != Goal.NOTHING) {
            steps.add(directories);
        }
        steps.add(enable);
        if (running && goal != Goal.NOTHING) {
            steps.add(new Start(machine.systemd()));
            steps.add(new WatchHealth(machine.watch(), machine.probes()));
        }
        return List.copyOf(steps);
    }

    /** Those after the switch: what is left to do when the new state is in place. */
    static List<Step> afterSwitch(List<Step> steps) {
        return steps.subList(indexOf(steps, SwitchLink.class) + 1, steps.size());
    }

    /** Those that exchange nothing. */
    static List<Step> beforeSwitch(List<Step> steps) {
        return steps.subList(0, indexOf(steps, InstallUnits.class));
    }

    private static int indexOf(List<Step> steps, Class<? extends Step> type) {
        int index = 0;
        while (!type.isInstance(steps.get(index))) {
            index++;
        }
        return index;
    }
}
