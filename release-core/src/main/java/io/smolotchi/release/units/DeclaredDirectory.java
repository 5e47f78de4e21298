package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.HostRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A directory as a tmpfiles.d file wants it.
 *
 * @param mode permission bits; empty when the line leaves it open
 * @param user name; empty likewise
 * @param group name; empty likewise
 */
public record DeclaredDirectory(String path, Optional<Integer> mode, Optional<String> user, Optional<String> group) {

    /** Those of {@code d} and {@code D} lines with a plain path, in their order. */
    public static List<DeclaredDirectory> in(String tmpfiles) {
        List<DeclaredDirectory> directories = new ArrayList<>();
        for (AccountLine line : AccountLine.parse(tmpfiles)) {
            String path = line.field(1);
            if (line.field(0).matches("[dD][!+=-]*") && path.startsWith("/") && path.indexOf('%') < 0) {
                directories.add(new DeclaredDirectory(
                        path,
                        set(line.field(2))
                                .filter(mode -> mode.matches("[0-7]{3,4}"))
                                .map(mode -> Integer.parseInt(mode, 8)),
                        set(line.field(3)),
                        set(line.field(4))));
            }
        }
        return directories;
    }

    /** In what it is not as declared; empty when it is. Owners are compared only where they have names: those of another root need not be known here. */
    public Optional<String> problem(HostRoot root) {
        Path place = root.resolve(path);
        try {
            PosixFileAttributes is = Files.readAttributes(place, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!is.isDirectory()) {
                return Optional.of(path + " is no directory");
            }
            List<String> wrong = new ArrayList<>();
            mode.filter(wanted -> !DiskPlaces.permissions(wanted).equals(is.permissions()))
                    .ifPresent(wanted -> wrong.add("its mode is not " + Integer.toOctalString(wanted)));
            if (root.running()) {
                user.filter(wanted -> !wanted.equals(is.owner().getName()))
                        .ifPresent(wanted ->
                                wrong.add("it belongs to " + is.owner().getName() + ", not to " + wanted));
                group.filter(wanted -> !wanted.equals(is.group().getName()))
                        .ifPresent(
                                wanted -> wrong.add("its group is " + is.group().getName() + ", not " + wanted));
            }
            return wrong.isEmpty() ? Optional.empty() : Optional.of(path + ": " + String.join(", ", wrong));
        } catch (NoSuchFileException absent) {
            return Optional.of(path + " is not there");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + place, e);
        }
    }

    private static Optional<String> set(String field) {
        return field.equals("-") ? Optional.empty() : Optional.of(field);
    }
}
