package io.smolotchi.release.operation;

import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What is asked: a verb and its values, never a path in a release, a unit's text or code. Has a JSON form, {@link RequestJson}. */
public sealed interface Request {

    OperationKind kind();

    /** Why it may not be asked from afar, if so. */
    default Optional<Refusal> notFromAfar() {
        return Optional.empty();
    }

    /** The same, with what the plan found out and what might have changed until it is carried out. */
    default Request agreedTo(Plan plan) {
        return this;
    }

    /** @param version given by the caller; else the release's own descriptor, else the file name, decides */
    record Stage(Source source, Optional<Version> version) implements Request {
        @Override
        public OperationKind kind() {
            return OperationKind.STAGE;
        }

        @Override
        public Optional<Refusal> notFromAfar() {
            return source.travels()
                    ? Optional.empty()
                    : Optional.of(Refusal.of(
                            Code.SOURCE_NOT_FROM_AFAR,
                            "cannot stage that: because what lies on this machine is staged by the console alone",
                            "smolotchi-release stage SOURCE"));
        }

        @Override
        public Request agreedTo(Plan plan) {
            if (!(plan instanceof StagePlan stage)) {
                return this;
            }
            Source same = source instanceof Source.Git(String url, String ref, var known)
                    ? new Source.Git(url, ref, known.or(stage::commit))
                    : source;
            return new Stage(same, version.or(stage::version));
        }
    }

    /**
     * @param force also a release that is bad or has failed before
     * @param settings host settings to change with it, by name (user, python, web-bind, web-port, web-server, display); the others are carried forward
     * @param drift what becomes of files that were changed by hand; empty to refuse when there are any
     */
    record Activate(Version version, boolean force, Map<String, String> settings, Optional<DriftChoice> drift)
            implements Request {
        public Activate(Version version, boolean force, Map<String, String> settings) {
            this(version, force, settings, Optional.empty());
        }

        public static Activate of(Version version) {
            return new Activate(version, false, Map.of());
        }

        @Override
        public OperationKind kind() {
            return OperationKind.ACTIVATE;
        }

        /** They name an interpreter, which a plan already runs, and a user. */
        @Override
        public Optional<Refusal> notFromAfar() {
            return settings.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Refusal.of(
                            Code.SOURCE_NOT_FROM_AFAR,
                            "cannot activate with settings: because what a release runs with and as whom is set at the console alone",
                            "smolotchi-release activate " + version + " --help"));
        }
    }

    /**
     * At most one of the three selectors; none of them means the nearest acceptable row along the chain.
     *
     * @param keepGood the release that is left is not marked "rolled back from"
     * @param withState the application's databases are made again from the copies that were made when the position was last left
     * @param drift as of an activation
     */
    record Rollback(
            Optional<Version> to,
            Optional<Integer> steps,
            Optional<Instant> before,
            boolean keepGood,
            boolean withState,
            Optional<DriftChoice> drift)
            implements Request {
        public Rollback(Optional<Version> to, Optional<Integer> steps, Optional<Instant> before, boolean keepGood) {
            this(to, steps, before, keepGood, false, Optional.empty());
        }

        public static Rollback nearest() {
            return new Rollback(Optional.empty(), Optional.empty(), Optional.empty(), false);
        }

        @Override
        public OperationKind kind() {
            return OperationKind.ROLLBACK;
        }
    }

    /**
     * Forward again, to the position that the last rollback left.
     *
     * @param withState as of a rollback
     * @param drift as of an activation
     */
    record Redo(boolean withState, Optional<DriftChoice> drift) implements Request {
        public Redo() {
            this(false, Optional.empty());
        }

        @Override
        public OperationKind kind() {
            return OperationKind.REDO;
        }
    }

    /**
     * @param keep overrides the configured number of healthy releases
     * @param scheduled asked by the timer: a taken lock is no error
     */
    record Prune(Optional<Integer> keep, boolean scheduled) implements Request {
        @Override
        public OperationKind kind() {
            return OperationKind.PRUNE;
        }
    }

    /** @param calendar systemd calendar expression, such as "daily"; empty disables the schedule */
    record Schedule(Optional<String> calendar) implements Request {
        @Override
        public OperationKind kind() {
            return OperationKind.SCHEDULE;
        }
    }

    record Marking(Version version, Mark.Kind mark, boolean set) implements Request {
        @Override
        public OperationKind kind() {
            return OperationKind.MARK;
        }
    }

    /** @param version the only one to be mended, with those that share a damaged file with it; empty for all */
    record Repair(Optional<Version> version) implements Request {
        @Override
        public OperationKind kind() {
            return OperationKind.REPAIR;
        }
    }

    /**
     * A directory at {@code current}, made by hand or by another installer, becomes a release with a link to it.
     *
     * @param version that it gets; empty for the one that it names
     * @param back the directory takes its place again, as long as it is kept
     */
    record Adopt(Optional<Version> version, boolean back) implements Request {
        public Adopt(Optional<Version> version) {
            this(version, false);
        }

        @Override
        public OperationKind kind() {
            return OperationKind.ADOPT;
        }

        @Override
        public Optional<Refusal> notFromAfar() {
            return Optional.of(Refusal.of(
                    Code.SOURCE_NOT_FROM_AFAR,
                    "cannot adopt that: because what lies on this machine is staged by the console alone",
                    "smolotchi-release adopt"));
        }
    }

    /**
     * Units that point at a working tree, which is not staged: no release is current then.
     *
     * @param settings as of an activation; the layout is that of the request
     * @param directory the tree, a path of the machine that asks
     * @param drift as of an activation
     */
    record Project(String directory, Map<String, String> settings, Optional<DriftChoice> drift) implements Request {
        @Override
        public OperationKind kind() {
            return OperationKind.PROJECT;
        }

        @Override
        public Optional<Refusal> notFromAfar() {
            return Optional.of(Refusal.of(
                    Code.SOURCE_NOT_FROM_AFAR,
                    "cannot run a working tree: because what lies on this machine is installed by the console alone",
                    "smolotchi-release install-systemd --project-dir DIR --layout project"));
        }
    }

    /**
     * Stops the application, and takes away its units and the link. Releases, history and what the application keeps stay.
     *
     * @param drift as of an activation
     */
    record Uninstall(Optional<DriftChoice> drift) implements Request {
        @Override
        public OperationKind kind() {
            return OperationKind.UNINSTALL;
        }

        @Override
        public Optional<Refusal> notFromAfar() {
            return Optional.of(Refusal.of(
                    Code.SOURCE_NOT_FROM_AFAR,
                    "cannot uninstall that: because the application is taken away by the console alone",
                    "smolotchi-release uninstall"));
        }
    }

    /** @param set whether it is masked, so that it never starts, or freed again */
    record Masking(String unit, boolean set) implements Request {
        @Override
        public OperationKind kind() {
            return OperationKind.MASK;
        }
    }

    /** What {@code doctor} found and may be mended without asking what somebody meant. */
    record Mend() implements Request {
        @Override
        public OperationKind kind() {
            return OperationKind.MEND;
        }
    }

    /**
     * @param stranded also one whose undo failed: only somebody who looked may ask for that
     * @param leave one whose undo failed, and which trying again would not help, is ended as it is
     */
    record Recover(boolean stranded, boolean leave) implements Request {
        public Recover(boolean stranded) {
            this(stranded, false);
        }

        @Override
        public OperationKind kind() {
            return OperationKind.RECOVER;
        }
    }
}
