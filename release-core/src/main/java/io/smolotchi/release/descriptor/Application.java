package io.smolotchi.release.descriptor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The host's settings for the application that is deployed, from {@code /etc/smolotchi-release/release.yaml} over the built-in defaults, which
 * describe smolotchi.
 *
 * @param name of the application, also of its directories
 * @param unitPrefix every unit of a release must begin with it
 * @param user that the services run as
 * @param group that the services run as
 * @param project absolute on the machine
 */
public record Application(
        @Setting(
                value =
                        "The application. Its directories, user and units are named after it where nothing else is said.",
                form = Form.NAME)
        String name,

        @Setting(value = "Every unit of a release must begin with it.", form = Form.UNIT_PREFIX)
        String unitPrefix,

        @Setting(value = "The user that the services run as. Never root.", form = Form.SERVICE_ACCOUNT)
        String user,

        @Setting(value = "The group that the services run as. Never root.", form = Form.SERVICE_ACCOUNT)
        String group,

        @Setting("Where everything lies, as seen on the machine, without --root.")
        Directories directories,

        @Setting(
                "Where units point: `prod` (the link `current`), `resolved` (the release's own path) or `project` (a working tree).")
        Layout layout,

        @Setting(
                value =
                        "The working tree that units point at with the layout `project`, where `install-systemd` is not told another one.",
                form = Form.PATH)
        Optional<String> project,

        @Setting("The application's web page.") Web web,

        @Setting("How releases run their Python.") Python python,

        @Setting("Which units are installed.") Units units,

        @Setting("What a release may ask for in its units, beyond running as the application's user.")
        Policy policy,

        @Setting("When a release counts as healthy.") Health health,

        @Setting("Which releases are kept when others are pruned.")
        Retention retention,

        @Setting("What a release may hold, and how it is stored.")
        Store store) {

    public Application {
        Form.NAME.require("name", name);
        Form.UNIT_PREFIX.require("unit-prefix", unitPrefix);
        Form.SERVICE_ACCOUNT.require("user", user);
        Form.SERVICE_ACCOUNT.require("group", group);
        project.ifPresent(path -> Form.PATH.require("project", path));
        if ((unitPrefix + "-").startsWith("smolotchi-release-")) {
            throw new IllegalArgumentException(
                    "unit-prefix: units named smolotchi-release are the release manager's own");
        }
        for (String unit : units.install()) {
            if (!unit.startsWith(unitPrefix) || unit.startsWith("smolotchi-release")) {
                throw new IllegalArgumentException("units: '" + unit + "' does not begin with '" + unitPrefix
                        + "', or is named like the release manager's own units");
            }
        }
    }

    /** The built-in defaults: smolotchi. */
    public static Application defaults() {
        return Defaults.of("smolotchi");
    }

    /**
     * With the options of {@code install-systemd} in place of its own values.
     *
     * @param overrides by name: layout, project-dir, install-dir, user, python, web-bind, web-port, web-server, display
     * @throws io.smolotchi.release.refusal.Refused with every unknown name and malformed value
     */
    public Application with(Map<String, String> overrides) {
        return Overrides.apply(this, overrides);
    }

    /** As it applies to a release that says {@code release} of itself: its checks, its optional units, the longer of both waiting times. */
    public Application during(ReleaseDescriptor release) {
        return Combination.of(this, release);
    }

    /** Where units find the code of what is current: a path on the machine. */
    public String code() {
        return layout == Layout.PROJECT ? project.orElseGet(directories::current) : directories.current();
    }

    Application withChecks(List<Check> checks) {
        return new Application(
                name,
                unitPrefix,
                user,
                group,
                directories,
                layout,
                project,
                web,
                python,
                units,
                policy,
                health.withChecks(checks),
                retention,
                store);
    }

    /**
     * Absolute paths on the machine, before {@code --root} is applied.
     *
     * @param base holds {@code releases/} and {@code current}
     * @param state the application's own
     * @param runtime the application's own
     */
    public record Directories(
            @Setting(value = "Holds `releases/` and the link `current`.", form = Form.PATH)
            String base,

            @Setting(value = "What the application keeps. Created for it, never written otherwise.", form = Form.PATH)
            String state,

            @Setting(value = "What the application keeps while it runs; below /run.", form = Form.PATH)
            String runtime) {

        public Directories {
            Form.PATH.require("base", base);
            Form.PATH.require("state", state);
            Form.PATH.require("runtime", runtime);
            if (!runtime.startsWith("/run/")) {
                throw new IllegalArgumentException("directories: runtime must lie below /run");
            }
            if (overlap(base, state) || overlap(base, runtime) || overlap(state, runtime)) {
                throw new IllegalArgumentException(
                        "directories: base, state and runtime must not lie inside each other");
            }
        }

        public String current() {
            return base + "/current";
        }

        public String releases() {
            return base + "/releases";
        }

        private static boolean overlap(String one, String other) {
            return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
        }
    }

    /**
     * @param bind address that the application's web UI listens on
     * @param server how the application serves it: auto, flask or gunicorn
     */
    public record Web(
            @Setting(value = "Address that it listens on.", form = Form.ADDRESS)
            String bind,

            @Setting(value = "Port that it listens on.", from = 1, to = 65_535)
            int port,

            @Setting(
                    value = "How the application serves it, handed on as an environment variable.",
                    form = Form.WEB_SERVER)
            String server) {

        public Web {
            Form.ADDRESS.require("bind", bind);
            Form.WEB_SERVER.require("server", server);
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port: " + port + " is not a port");
            }
        }

        /** Where this machine reaches it: an address that stands for all addresses becomes the loopback one. */
        public String url() {
            String host = switch (bind) {
                case "0.0.0.0" -> "127.0.0.1";
                case "::" -> "::1";
                default -> bind;
            };
            return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
        }
    }

    /**
     * @param interpreter configured one, tried after the release's {@code .venv/bin/python}
     * @param compile whether bytecode is compiled when a release is staged
     */
    public record Python(
            @Setting(
                    value = "Tried after the release's own `.venv/bin/python` and before `/usr/bin/python3`.",
                    form = Form.PATH)
            Optional<String> interpreter,

            @Setting("Whether bytecode is compiled when a release is staged.")
            boolean compile) {

        public Python {
            interpreter.ifPresent(path -> Form.PATH.require("interpreter", path));
        }
    }

    /**
     * @param install the unit files that are installed when the release ships them or a built-in text exists
     * @param optional units whose failure does not fail an activation
     * @param withDisplay whether the display unit is installed
     * @param exec whether our layout replaces a shipped {@code ExecStart=}
     * @param modules what the layout makes a service run, by unit: a Python module and its arguments
     */
    public record Units(
            @Setting(
                    value =
                            "Installed when the release ships them, or when there is a built-in text. The release's own file may name more.",
                    form = Form.UNIT)
            List<String> install,

            @Setting(value = "Their failure does not fail an activation.", form = Form.UNIT)
            List<String> optional,

            @Setting("Whether the display unit is installed.")
            boolean withDisplay,

            @Setting(
                    "`layout`: the units in `modules` run the interpreter with that module, whatever ExecStart= they ship; `shipped`: they keep theirs.")
            Exec exec,

            @Setting(
                    value = "What each service runs: a Python module and its arguments.",
                    form = Form.UNIT,
                    valueForm = Form.MODULE)
            Map<String, String> modules) {
        public enum Exec {
            LAYOUT,
            SHIPPED
        }

        public Units {
            install = List.copyOf(install);
            optional = List.copyOf(optional);
            modules = new TreeMap<>(modules);
            install.forEach(unit -> Form.UNIT.require("install", unit));
            optional.forEach(unit -> Form.UNIT.require("optional", unit));
            modules.forEach((unit, module) -> {
                Form.UNIT.require("modules", unit);
                Form.MODULE.require("modules", module);
            });
        }
    }

    /**
     * What a release may ask for in its units.
     *
     * @param users that {@code User=} may name beside the application's
     * @param groups that {@code Group=} and {@code SupplementaryGroups=} may name beside the application's
     * @param capabilities that may be granted
     * @param execPrefixes whether commands may begin with {@code + ! !!}, which run them with full privileges
     */
    public record Policy(
            @Setting(value = "Users that a unit may name beside the application's.", form = Form.ACCOUNT)
            List<String> users,

            @Setting(
                    value = "Groups that a unit may name beside the application's, such as `video` or `gpio`.",
                    form = Form.ACCOUNT)
            List<String> groups,

            @Setting(value = "Capabilities that a unit may be granted.", form = Form.CAPABILITY)
            List<String> capabilities,

            @Setting("Whether commands may begin with `+`, `!` or `!!`, which runs them as root.")
            boolean execPrefixes) {

        public Policy {
            users = List.copyOf(users);
            groups = List.copyOf(groups);
            capabilities = List.copyOf(capabilities);
            users.forEach(user -> Form.ACCOUNT.require("users", user));
            groups.forEach(group -> Form.ACCOUNT.require("groups", group));
            capabilities.forEach(capability -> Form.CAPABILITY.require("capabilities", capability));
        }
    }

    /**
     * @param interval between two samples of a check
     * @param deadline by which the checks must be green
     * @param steady for how long they must stay so
     * @param stopTimeout how long a unit may take to stop
     */
    public record Health(
            @Setting(value = "Between two samples of a check.", to = 60)
            Duration interval,

            @Setting(value = "By then every check must be green.", from = 1, to = 3_600)
            Duration deadline,

            @Setting(value = "For that long they must stay green.", to = 3_600)
            Duration steady,

            @Setting(value = "How long a unit may take to stop.", from = 1, to = 3_600)
            Duration stopTimeout,

            @Setting(
                    value = "Beyond \"the required units are active\", which is always checked.",
                    shownDefault = "one, named `web`: `http` to the web's bind and port, expecting 200-399")
            List<Check> checks) {

        Health withChecks(List<Check> others) {
            return new Health(interval, deadline, steady, stopTimeout, others);
        }

        public Health {
            checks = List.copyOf(checks);
            if (interval.isZero() || interval.isNegative()) {
                throw new IllegalArgumentException("interval: must be longer than nothing");
            }
            if (deadline.isNegative() || steady.isNegative() || stopTimeout.isNegative()) {
                throw new IllegalArgumentException("deadline, steady and stop-timeout can't be negative");
            }
            long names = checks.stream().map(Check::name).distinct().count();
            if (names != checks.size()) {
                throw new IllegalArgumentException("checks: two of them have the same name");
            }
        }
    }

    /** A health check beyond "the required units are active". */
    public sealed interface Check {
        String name();

        Limits limits();

        /** Green when the status lies in {@code expectFrom} to {@code expectTo}, both included. */
        record Http(String name, String url, int expectFrom, int expectTo, Limits limits) implements Check {
            public Http(String name, String url, int expectFrom, int expectTo) {
                this(name, url, expectFrom, expectTo, Limits.NONE);
            }
        }

        record Tcp(String name, String host, int port, Limits limits) implements Check {
            public Tcp(String name, String host, int port) {
                this(name, host, port, Limits.NONE);
            }
        }

        /** Run as the application's user; green when it exits with 0. */
        record Command(String name, List<String> command, Limits limits) implements Check {
            public Command {
                command = List.copyOf(command);
            }

            public Command(String name, List<String> command) {
                this(name, command, Limits.NONE);
            }
        }
    }

    /**
     * What one check has in place of the common values of {@link Health}.
     *
     * @param optional its failure is shown and does not fail an activation
     */
    public record Limits(
            Optional<Duration> interval, Optional<Duration> deadline, Optional<Duration> steady, boolean optional) {

        public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty(), false);

        public Duration interval(Health common) {
            return interval.orElse(common.interval());
        }

        public Duration deadline(Health common) {
            return deadline.orElse(common.deadline());
        }

        public Duration steady(Health common) {
            return steady.orElse(common.steady());
        }
    }

    /**
     * @param keep the last N healthy releases
     * @param minimumAge younger releases are kept
     * @param keepFailed how many never-healthy releases are kept
     * @param budgetMebibytes what all releases together may take of the disk
     * @param freeMebibytes what is to be free on their file system
     * @param keepState of how many operations copies of the application's databases are kept
     * @param evidence for how long what failures left is kept in the history
     */
    public record Retention(
            @Setting(value = "The last N healthy releases are kept.", from = 1, to = 1_000)
            int keep,

            @Setting(value = "Younger releases are kept.", to = 315_360_000)
            Duration minimumAge,

            @Setting(value = "How many releases are kept that have never been healthy.", to = 1_000)
            int keepFailed,

            @Setting(
                    value =
                            "MiB that all releases together may take. When they take more, those go that are kept by their number only, the oldest first; never one that is protected or younger than `minimum-age`.",
                    from = 1,
                    to = 1_000_000_000)
            Optional<Integer> budgetMebibytes,

            @Setting(
                    value = "MiB that are to be free on their file system. When fewer are, releases go likewise.",
                    from = 1,
                    to = 1_000_000_000)
            Optional<Integer> freeMebibytes,

            @Setting(
                    value =
                            "Of how many operations the copies of the application's databases are kept, beside those that a rollback or a redo would need.",
                    to = 1_000)
            int keepState,

            @Setting(
                    value =
                            "For how long the evidence of failures is kept: journals, unit states and samples of health. What happened is kept for ever.",
                    to = 3_153_600_000L)
            Duration evidence) {

        /** Without the limits that hold for few machines. */
        public Retention(int keep, Duration minimumAge, int keepFailed) {
            this(keep, minimumAge, keepFailed, Optional.empty(), Optional.empty(), 3, Duration.ofDays(180));
        }

        public Retention keeping(int healthy) {
            return new Retention(healthy, minimumAge, keepFailed, budgetMebibytes, freeMebibytes, keepState, evidence);
        }

        public Retention {
            if (keep < 1 || keepFailed < 0 || keepState < 0 || minimumAge.isNegative() || evidence.isNegative()) {
                throw new IllegalArgumentException(
                        "keep must be at least 1, keep-failed, keep-state, minimum-age and evidence at least 0");
            }
        }
    }

    /**
     * @param hardLinks whether content that another release holds is shared with it
     * @param entries files, directories and links of one release
     * @param mebibytes of one release, unpacked
     * @param depth of directories
     * @param reserveMebibytes left free on the file system, so that a rollback is always possible
     * @param gitFromAfar repositories, or what they lie below, that people may have fetched who are not at the machine
     */
    public record Store(
            @Setting(
                    "Whether content that another release holds is shared with it by hard links where the file system has no copies on write.")
            boolean hardLinks,

            @Setting(value = "Files, directories and links that one release may have.", from = 1, to = 10_000_000)
            int entries,

            @Setting(value = "MiB that one release may have unpacked.", from = 1, to = 1_048_576)
            int mebibytes,

            @Setting(value = "Directories that may lie inside each other.", from = 1, to = 200)
            int depth,

            @Setting(value = "MiB that staging leaves free on the file system.", to = 1_048_576)
            int reserveMebibytes,

            @Setting(
                    value =
                            "Git repositories, or addresses that they lie below, that a request from afar may name: whoever may"
                                    + " name any address has this machine knock at any door that it can reach. Pages and"
                                    + " JSON API take uploads only, so far.",
                    form = Form.REPOSITORY)
            List<String> gitFromAfar) {

        public Store {
            gitFromAfar = List.copyOf(gitFromAfar);
            gitFromAfar.forEach(address -> Form.REPOSITORY.require("git-from-afar", address));
            if (entries < 1 || mebibytes < 1 || depth < 1 || reserveMebibytes < 0) {
                throw new IllegalArgumentException("store: the limits must be at least 1, the reserve at least 0");
            }
        }
    }
}
