package io.smolotchi.release.catalog;

import net.jqwik.api.Arbitrary;

/** Generated histories, for tests of other rooms. */
public final class Lives {

    private Lives() {}

    public static Arbitrary<History> histories() {
        return Deed.life().map(life -> Machine.after(life).told());
    }
}
