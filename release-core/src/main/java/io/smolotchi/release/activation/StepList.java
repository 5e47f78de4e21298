package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Directories;
import io.smolotchi.release.activation.steps.Enable;
import io.smolotchi.release.activation.steps.InstallUnits;
import io.smolotchi.release.activation.steps.Prepare;
import io.smolotchi.release.activation.steps.Start;
import io.smolotchi.release.activation.steps.Step;
import io.smolotchi.release.activation.steps.Stop;
import io.smolotchi.release.activation.steps.SwitchLink;
import io.smolotchi.release.activation.steps.SwitchRecord;
import io.smolotchi.release.activation.steps.WatchHealth;
import java.util.List;

/** The steps in order; below another root nothing is stopped, started or watched. */
final class StepList {

    private StepList() {}

    static List<Step> of(Machine machine, SwitchRecord record) {
        Directories directories = new Directories(machine.root(), machine.accounts());
        Step prepare = new Prepare(machine.units(), machine.link(), directories);
        Step install = new InstallUnits(machine.units(), machine.systemd(), record);
        Step link = new SwitchLink(machine.link(), record);
        Step enable = new Enable(machine.units(), machine.systemd());
        if (!machine.systemd().running()) {
            return List.of(prepare, install, link, directories, enable);
        }
        return List.of(
                prepare,
                new Stop(machine.systemd()),
                install,
                link,
                directories,
                enable,
                new Start(machine.systemd()),
                new WatchHealth(machine.watch(), machine.probes()));
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
