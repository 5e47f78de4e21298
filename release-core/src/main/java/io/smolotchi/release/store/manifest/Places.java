package io.smolotchi.release.store.manifest;

import io.smolotchi.release.catalog.Version;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The names below the base directory. Everything that begins with a dot is ours, and never visible as a release. */
public record Places(Path base) {

    public static final String RELEASES = "releases";
    public static final String META = ".meta";
    public static final String PARTIAL = ".partial-";
    public static final String TRASH = ".trash-";
    public static final String PREPARING = ".preparing-";
    public static final String REMOVING = ".removing-";

    public static final String MANIFEST = "manifest";
    public static final String PROVENANCE = "provenance.json";

    private static final SecureRandom RANDOM = new SecureRandom();

    public Path releases() {
        return base.resolve(RELEASES);
    }

    public Path meta() {
        return releases().resolve(META);
    }

    public Path tree(Version version) {
        return releases().resolve(version.value());
    }

    /** A release exists if and only if this directory does. */
    public Path seal(Version version) {
        return meta().resolve(version.value());
    }

    public Path preparing(Version version) {
        return meta().resolve(PREPARING + version);
    }

    public Path removing(Version version) {
        return meta().resolve(REMOVING + version);
    }

    public static String freshId() {
        byte[] id = new byte[6];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** Names in a directory, sorted; none when it is not there. */
    public static List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            children.forEach(child -> names.add(child.getFileName().toString()));
        } catch (NoSuchFileException nothingThere) {
            return List.of();
        }
        names.sort(String::compareTo);
        return names;
    }
}
