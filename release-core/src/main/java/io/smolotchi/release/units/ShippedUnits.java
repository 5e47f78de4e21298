package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a release ships in its directory of units, unjudged.
 *
 * @param units by file name: everything that systemd would take for a unit
 * @param dropIns by unit: {@code dropins/UNIT.d/*.conf}
 * @param loose by file name: {@code dropins/*.conf}
 * @param tmpfiles by file name
 * @param sysusers by file name
 * @param refusals what can't be read as text of a plain file
 */
record ShippedUnits(
        Map<String, ShippedFile> units,
        Map<String, List<ShippedFile>> dropIns,
        Map<String, ShippedFile> loose,
        Map<String, ShippedFile> tmpfiles,
        Map<String, ShippedFile> sysusers,
        List<Refusal> refusals) {

    private static final int MOST_BYTES = 64 * 1024;
    private static final List<String> TYPES = List.of(
            ".service",
            ".socket",
            ".timer",
            ".path",
            ".target",
            ".mount",
            ".automount",
            ".swap",
            ".slice",
            ".scope",
            ".device",
            ".nspawn",
            ".network",
            ".netdev",
            ".link");

    static ShippedUnits read(Path release, ReleaseDescriptor descriptor) {
        return new Reader(release).read(descriptor.units().directory());
    }

    private static final class Reader {

        private final Path release;
        private final List<Refusal> refusals = new ArrayList<>();

        Reader(Path release) {
            this.release = release;
        }

        ShippedUnits read(String directory) {
            Map<String, List<ShippedFile>> dropIns = new TreeMap<>();
            for (Path folder : entries(directory + "/dropins")) {
                String name = folder.getFileName().toString();
                if (name.endsWith(".d")) {
                    String unit = name.substring(0, name.length() - ".d".length());
                    dropIns.put(
                            unit,
                            List.copyOf(files(directory + "/dropins/" + name, ".conf")
                                    .values()));
                }
            }
            return new ShippedUnits(
                    files(directory, TYPES.toArray(String[]::new)),
                    dropIns,
                    files(directory + "/dropins", ".conf"),
                    files(directory + "/tmpfiles.d", ".conf"),
                    files(directory + "/sysusers.d", ".conf"),
                    List.copyOf(refusals));
        }

        private Map<String, ShippedFile> files(String directory, String... endings) {
            Map<String, ShippedFile> files = new TreeMap<>();
            for (Path file : entries(directory)) {
                String name = file.getFileName().toString();
                if (Stream.of(endings).anyMatch(name::endsWith)) {
                    text(directory + "/" + name, file)
                            .ifPresent(text -> files.put(name, new ShippedFile(directory + "/" + name, name, text)));
                }
            }
            return files;
        }

        /** Sorted; none when the directory is not there. No part of the way may be a link, which could lead out of the release. */
        private List<Path> entries(String directory) {
            Path path = release;
            for (Path part : Path.of(directory)) {
                path = path.resolve(part);
                if (Files.isSymbolicLink(path)) {
                    refuse(directory, "is reached through a link");
                    return List.of();
                }
            }
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                return List.of();
            }
            try (Stream<Path> entries = Files.list(path)) {
                return entries.sorted().toList();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list " + path, e);
            }
        }

        private Optional<String> text(String where, Path file) {
            try {
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    refuse(where, "is not a regular file");
                } else if (Files.size(file) > MOST_BYTES) {
                    refuse(where, "is larger than " + MOST_BYTES + " bytes");
                } else {
                    byte[] bytes = Files.readAllBytes(file);
                    return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
                }
            } catch (CharacterCodingException e) {
                refuse(where, "is not UTF-8");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
            return Optional.empty();
        }

        private void refuse(String where, String why) {
            refusals.add(Refusal.of(
                    Code.UNIT_POLICY,
                    "cannot install " + Shown.of(where) + ": it " + why,
                    "ship it as a plain text file"));
        }
    }
}
