package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Version;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The names below the base directory. Everything that begins with a dot is ours, and never visible as a release. */
record Places(Path base) {

    static final String RELEASES = "releases";
    static final String META = ".meta";
    static final String PARTIAL = ".partial-";
    static final String TRASH = ".trash-";
    static final String PREPARING = ".preparing-";
    static final String REMOVING = ".removing-";

    static final String MANIFEST = "manifest";
    static final String PROVENANCE = "provenance.json";

    private static final SecureRandom RANDOM = new SecureRandom();

    Path releases() {
        return base.resolve(RELEASES);
    }

    Path meta() {
        return releases().resolve(META);
    }

    Path tree(Version version) {
        return releases().resolve(version.value());
    }

    /** A release exists if and only if this directory does. */
    Path seal(Version version) {
        return meta().resolve(version.value());
    }

    Path preparing(Version version) {
        return meta().resolve(PREPARING + version);
    }

    Path removing(Version version) {
        return meta().resolve(REMOVING + version);
    }

    static String freshId() {
        byte[] id = new byte[6];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
