package io.smolotchi.release.catalog;

import io.smolotchi.release.refusal.Closest;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.util.Collection;

/** The refusal of a version that is not staged, or that the catalog does not know. It names the one that was probably meant. */
public final class UnknownRelease {

    private static final String LIST = "smolotchi-release list";

    private UnknownRelease() {}

    /**
     * @param action such as "show"
     * @param staged what there is; of two that are equally near, the first is named
     */
    public static Refusal refusal(String action, Version version, Collection<Version> staged) {
        return refusal(action, version, staged, LIST);
    }

    public static Refusal refusal(String action, Version version, Collection<Version> staged, String remedy) {
        if (staged.contains(version)) {
            return Refusal.of(
                    Code.RELEASE_UNKNOWN,
                    "cannot " + action + " " + version + ": because it is on disk and not in the catalog",
                    "smolotchi-release catalog rebuild");
        }
        return Refusal.of(
                Code.RELEASE_UNKNOWN,
                "cannot " + action + " " + version + ": because no release of that version is staged"
                        + didYouMean(version, staged),
                remedy);
    }

    /** A half sentence; empty when nothing is near. */
    public static String didYouMean(Version version, Collection<Version> staged) {
        return Closest.to(version.value(), staged.stream().map(Version::value).toList())
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }
}
