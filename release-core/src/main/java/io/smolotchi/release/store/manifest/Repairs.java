package io.smolotchi.release.store.manifest;

import io.smolotchi.release.refusal.Refusal;
import java.util.List;

/** What can be done about damaged releases, and what can't. */
public final class Repairs {

    private final List<Mend> mends;
    private final List<Refusal> hopeless;

    Repairs(List<Mend> mends, List<Refusal> hopeless) {
        this.mends = List.copyOf(mends);
        this.hopeless = List.copyOf(hopeless);
    }

    /** Parents before what they hold. */
    public List<Mend> mends() {
        return mends;
    }

    /** One line for each thing that would be done. */
    public List<String> effects() {
        return mends.stream().map(Mend::words).toList();
    }

    /** What can't be mended, each with what to type instead. */
    public List<Refusal> hopeless() {
        return hopeless;
    }
}
