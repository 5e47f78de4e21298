package io.smolotchi.release.catalog;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Something that may happen on a machine, for generated histories.
 *
 * @param steps for a rollback by steps
 */
record Deed(What what, String version, int steps) {

    enum What {
        ACTIVATE,
        UNCHECKED,
        ADOPT,
        RENDER,
        WORKING_TREE,
        FAIL_BY_THE_RELEASE,
        FAIL_BY_THE_HOST,
        STRAND,
        ABANDON,
        ROLL_BACK,
        ROLL_BACK_STEPS,
        ROLL_BACK_KEEPING_GOOD,
        ROLL_BACK_TO,
        REDO,
        PRUNE,
        STAGE_OTHERWISE,
        MARK_BAD,
        MARK_GOOD,
        PIN,
        UNPIN,
        UNINSTALL;

        /** Changes neither what runs nor what is known of any release. */
        boolean inVain() {
            return this == FAIL_BY_THE_HOST || this == STRAND || this == ABANDON;
        }
    }

    /** Few releases, so that they come again; activations and rollbacks more often than the rest. */
    static Arbitrary<Deed> any() {
        Arbitrary<What> what = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(What.ACTIVATE)),
                Tuple.of(4, Arbitraries.just(What.ROLL_BACK)),
                Tuple.of(10, Arbitraries.of(What.class)));
        return Combinators.combine(
                        what,
                        Arbitraries.of("A", "B", "C", "D", "E"),
                        Arbitraries.integers().between(1, 3))
                .as(Deed::new);
    }

    static Arbitrary<List<Deed>> life() {
        return any().list().ofMinSize(1).ofMaxSize(30);
    }
}
