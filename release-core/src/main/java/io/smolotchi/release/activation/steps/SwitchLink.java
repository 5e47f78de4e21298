package io.smolotchi.release.activation.steps;

import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.store.CurrentLink;

/** Points {@code current} at the new release: the point of no half way for every layout in which units name {@code current}. */
public final class SwitchLink implements Step {

    private final CurrentLink link;
    private final SwitchRecord record;

    public SwitchLink(CurrentLink link, SwitchRecord record) {
        this.link = link;
        this.record = record;
    }

    @Override
    public String name() {
        return "switch";
    }

    @Override
    public String does(Goal goal) {
        return goal == Goal.RELEASE ? "rename the new link over current" : "remove the link current";
    }

    @Override
    public void apply(Intent intent, Progress progress) {
        intent.to().ifPresentOrElse(link::commit, link::remove);
        record.done();
    }

    @Override
    public void undo(Intent intent, Progress progress) {
        intent.from().ifPresentOrElse(link::commit, link::remove);
    }
}
