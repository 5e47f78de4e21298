package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.durable.Durable;
import io.smolotchi.release.systemd.UnitName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Units of the manager itself, which belong to no release. Each is written whole and durably, or not at all. */
public final class OwnUnits {

    private final HostRoot root;

    public OwnUnits(HostRoot root) {
        this.root = root;
    }

    /** Empty when it is not installed. */
    public Optional<String> read(UnitName unit) {
        try {
            return Optional.of(Files.readString(file(unit)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(unit), e);
        }
    }

    /**
     * What the installed units and drop-ins, of whomever, name in that directory: by its name there the first file that names it.
     *
     * @param directory absolute on the machine
     */
    public Map<String, String> naming(String directory) {
        Path units = directory();
        Pattern whole = Pattern.compile(Pattern.quote(directory + "/") + "([A-Za-z0-9.+~_-]+)");
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.isDirectory(units) ? Files.walk(units, 2) : Stream.empty()) {
            for (Path file : files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList()) {
                whole.matcher(text(file))
                        .results()
                        .forEach(match -> found.putIfAbsent(
                                match.group(1), units.relativize(file).toString()));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + units, e);
        }
    }

    public void write(UnitName unit, String text) {
        write(file(unit), text);
    }

    /** Returns whether it was written: not when it says so already. */
    public boolean writeIfChanged(UnitName unit, String text) {
        return writeIfChanged(file(unit), text);
    }

    /**
     * A drop-in for every unit of that type whose name begins so, ours included.
     *
     * @param prefix ends with a dash, as systemd wants it
     * @return whether it was written: not when it says so already
     */
    public boolean dropIn(String prefix, String type, String name, String text) {
        return writeIfChanged(root.resolve(dropInOf(prefix, type, name)), text);
    }

    /**
     * Enables a unit of ours, durably, which systemd itself does not care for.
     *
     * @return whether it was not yet
     */
    public boolean want(String target, UnitName unit) {
        Path link = root.resolve(wanted(target, unit));
        Path directory = Optional.ofNullable(link.getParent()).orElseThrow();
        if (Files.isSymbolicLink(link)) {
            return false;
        }
        DurableFiles.directories(directory);
        DurableFiles.link(link, UnitPaths.unit(unit.value()));
        DurableFiles.sync(directory);
        return true;
    }

    private static boolean writeIfChanged(Path file, String text) {
        try {
            if (Files.readString(file).equals(text)) {
                return false;
            }
        } catch (NoSuchFileException absent) {
            // Written below
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        write(file, text);
        return true;
    }

    private static void write(Path file, String text) {
        Path directory = Optional.ofNullable(file.getParent()).orElseThrow();
        Path next = directory.resolve("." + file.getFileName() + ".new");
        try {
            DurableFiles.directories(directory);
            Durable.replace(file, next, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    public void remove(UnitName unit) {
        remove(UnitPaths.unit(unit.value()));
    }

    /**
     * Takes away a file of ours, durably, and the directory of drop-ins or wants that it was the last one in.
     *
     * @param path absolute on the machine
     */
    public void remove(String path) {
        Path file = root.resolve(path);
        Path directory = Optional.ofNullable(file.getParent()).orElseThrow();
        try {
            if (Files.deleteIfExists(file)) {
                Durable.sync(directory);
                if (!directory.equals(directory()) && EmptyDirectory.remove(directory)) {
                    Durable.sync(Optional.ofNullable(directory.getParent()).orElseThrow());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }

    /** @param path absolute on the machine */
    public boolean exists(String path) {
        return Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** The path on the machine of what {@link #dropIn} writes. */
    public static String dropInOf(String prefix, String type, String name) {
        return UnitPaths.dropIn(prefix + "." + type, name);
    }

    /** The link by which a target wants a unit: a path on the machine. */
    public static String wanted(String target, UnitName unit) {
        return UnitPaths.UNITS + "/" + target + ".wants/" + unit;
    }

    /** Words of a command as a unit file takes them: nothing in them is expanded. */
    public static String words(List<String> words) {
        return paths(words).replace("$", "$$");
    }

    /** A list of paths, likewise. */
    public static String paths(List<String> paths) {
        return paths.stream().map(OwnUnits::quoted).collect(Collectors.joining(" "));
    }

    /** A text in a unit file in which no specifier is expanded. */
    public static String literally(String text) {
        return text.replace("%", "%%");
    }

    private static String quoted(String word) {
        return "\"" + literally(word).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Byte for byte, whatever its encoding. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private Path directory() {
        return root.resolve(UnitPaths.UNITS);
    }

    private Path file(UnitName unit) {
        return root.resolve(UnitPaths.unit(unit.value()));
    }
}
