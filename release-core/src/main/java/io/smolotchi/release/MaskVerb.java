package io.smolotchi.release;

import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.ServiceManagerException;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.InstalledUnits;
import io.smolotchi.release.units.UnitFile;
import io.smolotchi.release.units.UnitMask;
import io.smolotchi.release.units.UnitPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Masks an installed unit, or frees it again. Activations leave a mask where it is. */
final class MaskVerb implements Verb {

    private final Parts parts;
    private final Turn turn;
    private final Request.Masking request;
    private final UnitMask masks;

    MaskVerb(Parts parts, Turn turn, Request.Masking request) {
        this.parts = parts;
        this.turn = turn;
        this.request = request;
        this.masks = new UnitMask(parts.root());
    }

    @Override
    public SmallPlan plan() {
        // Looked up each time: what is installed may be another set once the lock is held.
        InstalledNames names = new InstalledNames(parts);
        String verb = request.set() ? "mask" : "unmask";
        Optional<UnitName> found = names.unit(request.unit());
        if (found.isEmpty()) {
            return refused(verb + " " + request.unit(), names.unknown(verb, request.unit()));
        }
        UnitName unit = found.get();
        String path = UnitPaths.unit(unit.value());
        if (masks.masked(unit) == request.set()) {
            String already = unit + (request.set() ? " is masked" : " is not masked");
            return new SmallPlan(SmallPlan.FORMAT, already, List.of(), true, List.of());
        }
        if (request.set() && changedByHand(path, names)) {
            return refused(
                    verb + " " + unit,
                    Refusal.of(
                            Code.UNIT_DRIFT,
                            "cannot mask " + unit + ": because " + path
                                    + " was changed by hand, and its text would be lost",
                            "smolotchi-release units diff; keep the change in a drop-in of your own"));
        }
        List<String> effects = new ArrayList<>();
        effects.add(
                request.set()
                        ? "put a link to /dev/null in the place of " + path
                        : "write " + path + " as it was installed");
        if (parts.systemd().running()) {
            effects.add("reload systemd");
            effects.add(request.set() ? "stop " + unit : "start it yourself: systemctl start " + unit);
        }
        return new SmallPlan(SmallPlan.FORMAT, verb + " " + unit, effects, false, List.of());
    }

    private boolean changedByHand(String path, InstalledNames names) {
        return new InstalledUnits(parts.root(), parts.known())
                .drift(names.recorded()).stream().anyMatch(drift -> drift.path().equals(path));
    }

    @Override
    public Outcome perform(Operation operation, OperationRun run) {
        return turn.toChange(operation, run, () -> {
            SmallPlan plan = plan();
            return Agreement.obstacle(operation, plan)
                    .orElseGet(() -> plan.nothingToDo() ? Agreement.nothingToDo(plan.summary()) : carriedOut(run));
        });
    }

    private Outcome carriedOut(Progress progress) {
        InstalledNames names = new InstalledNames(parts);
        UnitName unit = names.unit(request.unit()).orElseThrow();
        ServiceManager systemd = parts.systemd();
        try {
            if (request.set()) {
                masks.mask(unit);
            } else {
                UnitFile recorded =
                        names.recorded().file(UnitPaths.unit(unit.value())).orElseThrow();
                masks.unmask(recorded);
            }
            if (systemd.running()) {
                systemd.daemonReload();
            }
            if (systemd.running() && request.set()) {
                systemd.stop(List.of(unit), parts.known().health().stopTimeout())
                        .forEach((one, result) -> progress.note(one + ": stop " + result));
            }
        } catch (ServiceManagerException e) {
            return new Outcome.Failed(Code.HOST_FAULT, String.valueOf(e.getMessage()));
        }
        return new Outcome.Done(unit + (request.set() ? " is masked" : " is free again"));
    }

    private static SmallPlan refused(String summary, Refusal refusal) {
        return new SmallPlan(SmallPlan.FORMAT, summary, List.of(), false, List.of(refusal));
    }
}
