package io.smolotchi.release.refusal;

import java.util.List;
import java.util.stream.Collectors;

/** Carries the refusals out of a call that can't go on. Nothing was changed, or all that was changed has been taken back. */
public final class Refused extends RuntimeException {

    private final transient List<Refusal> refusals;

    public Refused(List<Refusal> refusals) {
        super(refusals.stream().map(Refusal::toString).collect(Collectors.joining("; ")));
        if (refusals.isEmpty()) {
            throw new IllegalArgumentException("a refusal needs a reason");
        }
        this.refusals = List.copyOf(refusals);
    }

    public Refused(Refusal refusal) {
        this(List.of(refusal));
    }

    public Refused(Code code, String what, String remedy) {
        this(new Refusal(code, what, remedy));
    }

    /** All reasons, at least one. */
    public List<Refusal> refusals() {
        return refusals;
    }
}
