package io.smolotchi.release.descriptor;

import io.smolotchi.release.catalog.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a release says of itself, in {@code release.yaml} at its root. Everything may be left out.
 *
 * @param version that it is staged as when the caller names none
 * @param ignore patterns of names that are not staged, on top of {@link #ALWAYS_IGNORED}
 */
public record ReleaseDescriptor(
        @Setting("The version that it is staged as when the caller names none.")
        Optional<Version> version,

        @Setting("Its systemd units.") UnitFiles units,

        @Setting("How its Python is set up when it is staged.")
        Environment python,

        @Setting("When it counts as healthy, beyond what the host's settings ask for.")
        HealthHints health,

        @Setting("What it keeps.") State state,

        @Setting(
                value =
                        "Patterns of names that are not staged, on top of `.git`, `__pycache__`, `.pytest_cache` and `.mypy_cache`.",
                form = Form.PATTERN)
        List<String> ignore) {

    public static final String FILE = "release.yaml";

    /** Names that are never staged. */
    public static final List<String> ALWAYS_IGNORED = List.of(".git", "__pycache__", ".pytest_cache", ".mypy_cache");

    public ReleaseDescriptor {
        ignore = List.copyOf(ignore);
        ignore.forEach(pattern -> Form.PATTERN.require("ignore", pattern));
    }

    /** Of a release that says nothing. */
    public static ReleaseDescriptor none() {
        return new ReleaseDescriptor(
                Optional.empty(),
                new UnitFiles("packaging/systemd", List.of(), List.of(), Map.of()),
                new Environment(false, Optional.empty(), Optional.empty()),
                new HealthHints(Optional.empty(), Optional.empty(), List.of()),
                new State(List.of(), Optional.empty(), Optional.empty()),
                List.of());
    }

    /**
     * @param release the directory that holds the release; without a {@code release.yaml} in it, {@link #none}
     * @throws io.smolotchi.release.refusal.Refused with every unknown key and malformed value, each with its line
     */
    public static ReleaseDescriptor read(Path release) {
        return DescriptorFile.read(release);
    }

    /** @throws io.smolotchi.release.refusal.Refused with every unknown key and malformed value, each with its line */
    public static ReleaseDescriptor parse(String yaml) {
        return DescriptorFile.parse(yaml);
    }

    /**
     * @param directory that holds the unit files, {@code dropins/}, {@code tmpfiles.d/} and {@code sysusers.d/}
     * @param install unit files that are installed beyond those of the host's settings
     * @param optional units whose failure does not fail an activation
     * @param dropIns which units a loose file in {@code dropins/} is for, by file name
     */
    public record UnitFiles(
            @Setting(value = "Holds the unit files, `dropins/`, `tmpfiles.d/` and `sysusers.d/`.", form = Form.INSIDE)
            String directory,

            @Setting(value = "Installed beyond those that the host's settings name.", form = Form.UNIT)
            List<String> install,

            @Setting(value = "Their failure does not fail an activation.", form = Form.UNIT)
            List<String> optional,

            @Setting(
                    value = "Which units a loose `dropins/FILE.conf` is for. One that is not named here is left out.",
                    form = Form.DROP_IN,
                    valueForm = Form.UNIT)
            Map<String, List<String>> dropIns) {

        public UnitFiles {
            Form.INSIDE.require("directory", directory);
            install = List.copyOf(install);
            optional = List.copyOf(optional);
            dropIns = new TreeMap<>(dropIns);
            install.forEach(unit -> Form.UNIT.require("install", unit));
            optional.forEach(unit -> Form.UNIT.require("optional", unit));
            dropIns.forEach((file, names) -> {
                Form.DROP_IN.require("drop-ins", file);
                names.forEach(unit -> Form.UNIT.require("drop-ins", unit));
            });
        }
    }

    /**
     * @param venv whether a venv is built at {@code .venv} when it is staged
     * @param requirements installed into the venv
     * @param wheels where they come from: nothing is fetched from a network
     */
    public record Environment(
            @Setting("Whether a venv is built in `.venv` when the release is staged.")
            boolean venv,

            @Setting(value = "Requirements file, installed into the venv.", form = Form.INSIDE)
            Optional<String> requirements,

            @Setting(
                    value = "Directory with the wheels that they come from. Nothing is fetched from a network.",
                    form = Form.INSIDE)
            Optional<String> wheels) {

        public Environment {
            requirements.ifPresent(path -> Form.INSIDE.require("requirements", path));
            wheels.ifPresent(path -> Form.INSIDE.require("wheels", path));
            if (!venv && (requirements.isPresent() || wheels.isPresent())) {
                throw new IllegalArgumentException("python: requirements and wheels need venv: true");
            }
        }
    }

    /**
     * @param deadline the longer one of this and the host's counts
     * @param steady the longer one of this and the host's counts
     * @param checks beside the host's
     */
    public record HealthHints(
            @Setting(
                    value = "By then every check must be green. The longer one of this and the host's counts.",
                    from = 1,
                    to = 3_600)
            Optional<Duration> deadline,

            @Setting(
                    value = "For that long they must stay green. The longer one of this and the host's counts.",
                    to = 3_600)
            Optional<Duration> steady,

            @Setting("In place of the built-in check, and beside those that the host's settings name.")
            List<Application.Check> checks) {

        public HealthHints {
            checks = List.copyOf(checks);
        }
    }

    /**
     * @param snapshot SQLite files that are copied before an activation, as paths below the state directory
     * @param schema number of the schema that they have while this release runs; a greater one is a newer one
     * @param rollbackFloor no older release may be rolled back to from this one
     */
    public record State(
            @Setting(
                    value =
                            "SQLite files below the state directory that are copied before another release may change them.",
                    form = Form.INSIDE)
            List<String> snapshot,

            @Setting(
                    value =
                            "The number of the schema that they have while this release runs. One that declares a smaller number, or none, is not rolled back to without the state that it left.",
                    from = 1,
                    to = 1_000_000)
            Optional<Integer> schema,

            @Setting(
                    "The oldest release that understands what this one leaves behind. Those that were staged before it are not rolled back to without the state that they left.")
            Optional<Version> rollbackFloor) {

        public State {
            snapshot = List.copyOf(snapshot);
            snapshot.forEach(path -> Form.INSIDE.require("snapshot", path));
            if (snapshot.stream().distinct().count() != snapshot.size()) {
                throw new IllegalArgumentException("snapshot: names a file twice");
            }
        }
    }
}
