package io.smolotchi.release.refusal;

/**
 * The message catalogue: one stable code per reason, with the sentence that {@code explain CODE} prints. A refusal adds the particulars.
 *
 * <p>Codes are part of the interface (JSON, problem details, scripts): never renamed, never reused.
 */
public enum Code {
    // Words of the caller
    COMMAND_UNKNOWN(Kind.USAGE, "There is no command of that name"),
    OPTION_UNKNOWN(Kind.USAGE, "The command takes no option of that name"),
    VERSION_MALFORMED(
            Kind.USAGE, "A version is 1 to 64 characters, a letter or digit first, then letters, digits, or . + ~ _ -"),
    VALUE_MALFORMED(Kind.USAGE, "A value given on the command line or in a form is not of the form that it must have"),

    OPERATION_UNKNOWN(Kind.REFUSED, "No operation has that number"),
    NOTHING_OPEN(Kind.REFUSED, "No operation is in progress"),
    CONFIRMATION_NEEDED(
            Kind.REFUSED,
            "A change is carried out only when somebody agreed to it: at the terminal, or by --yes where there is none"),

    REASON_NEEDED(
            Kind.REFUSED,
            "A release that is marked bad, that ran and has never been healthy, or that does not go with the application's state, is activated by force only, and with a reason for the history"),

    // Releases
    RELEASE_UNKNOWN(Kind.REFUSED, "No release of that version is staged on this machine"),
    RELEASE_EXISTS(
            Kind.REFUSED, "A release is immutable: a version that is staged can't be staged again with other content"),
    RELEASE_DAMAGED(
            Kind.REFUSED, "The release's tree differs from its manifest, so what would run is not what was staged"),
    REPAIR_IMPOSSIBLE(
            Kind.REFUSED, "A damaged path of a release can't be mended: what it was is nowhere else, or is not known"),
    RELEASE_BAD(
            Kind.REFUSED,
            "The release carries the mark bad: it was to blame for a failed activation, or an operator marked it"),
    RELEASE_NEVER_HEALTHY(
            Kind.REFUSED,
            "The release was started once, did not become healthy, and never has been since, though it was not found to be to blame"),
    RELEASE_CURRENT(Kind.REFUSED, "The release is the one that runs now"),

    // Staging
    SOURCE_UNREADABLE(Kind.REFUSED, "The source can't be read, or is of a kind that can't be staged"),
    SOURCE_NOT_FROM_AFAR(
            Kind.REFUSED,
            "Somebody who is not at the machine's console named a path on it, or an address that its settings do not allow"),
    SOURCE_UNSAFE(
            Kind.REFUSED, "The source holds an entry that could reach outside its tree, or that no release may hold"),
    SOURCE_TOO_LARGE(Kind.REFUSED, "The source exceeds the limits for entries, bytes or depth"),
    SPACE_SHORT(
            Kind.REFUSED,
            "The file system has too few free bytes or inodes, counting the reserve that keeps a rollback possible"),
    FOREIGN_DIRECTORY(
            Kind.REFUSED,
            "A directory of that name lies under releases/ and was not made by this program: it is never touched"),
    DESCRIPTOR_INVALID(Kind.REFUSED, "release.yaml has unknown keys or malformed values"),
    SETTINGS_INVALID(Kind.REFUSED, "The host's settings have unknown keys or malformed values"),
    INTERPRETER_MISSING(Kind.REFUSED, "No usable Python interpreter was found where one was looked for"),
    VENV_FAILED(Kind.REFUSED, "The venv that the release asks for could not be built"),

    // Units
    UNIT_POLICY(
            Kind.REFUSED,
            "A unit, tmpfiles or sysusers line of the release asks for more than the host's settings allow"),
    UNIT_INVALID(Kind.REFUSED, "A unit would not load, or names something that is not there"),
    UNIT_DRIFT(Kind.REFUSED, "An installed unit file was changed by hand since it was installed"),
    UNIT_UNKNOWN(Kind.REFUSED, "No unit of that name is installed by this program"),
    UNIT_UNSTARTABLE(
            Kind.REFUSED, "A unit refuses to be started or stopped by hand (RefuseManualStart, RefuseManualStop)"),

    // Activation and rollback
    CURRENT_UNKNOWN(Kind.REFUSED, "current points at something that the history does not know"),
    CURRENT_NOT_A_LINK(Kind.REFUSED, "current is a directory or file, not the link that this program keeps"),
    PLAN_STALE(
            Kind.REFUSED,
            "Something changed between the plan and its execution, so that the plan no longer says what would happen"),
    ACTIVATION_OPEN(Kind.REFUSED, "An activation was interrupted and has to be recovered first"),
    ROLLBACK_NO_TARGET(Kind.REFUSED, "No earlier release qualifies as the target of a rollback"),
    REDO_NO_TARGET(Kind.REFUSED, "There is no rollback to take back, or what it left no longer qualifies"),
    STATE_BELOW_FLOOR(
            Kind.REFUSED,
            "The release does not understand what a newer one has made of the application's databases, by what the newer one declares"),
    STATE_NOT_KEPT(Kind.REFUSED, "There is no copy of the application's databases from when that release was left"),
    STATE_UNUSABLE(
            Kind.REFUSED,
            "A database that the release declares is reached by a link, is no file, or is not a sound SQLite database"),
    STRANDED(Kind.REFUSED, "An activation failed and could not be undone; the machine needs a hand"),

    // Retention
    PRUNE_PROTECTED(Kind.REFUSED, "What would have to be deleted to reach the goal is protected"),
    SCHEDULE_INVALID(Kind.REFUSED, "systemd does not accept the calendar expression"),
    NO_SERVICE_MANAGER(Kind.REFUSED, "systemd does not run for this root, and the request needs it"),

    // Catalog
    FORMAT_NEWER(
            Kind.REFUSED, "A file was written by a newer version of this program, in a form that this one can't read"),
    CATALOG_DAMAGED(Kind.REFUSED, "A record in the catalog is not what was written"),
    CATALOG_REBUILT(Kind.REFUSED, "Since the catalog was rebuilt too few releases have been healthy"),
    CATALOG_LOST(Kind.REFUSED, "There are releases, and no catalog that knows them"),
    CATALOG_NEWER(Kind.REFUSED, "The catalog was written by a newer version of this program"),
    NOT_ROOT(Kind.REFUSED, "The change needs root"),

    // The operator of root, which others ask
    NOT_ALLOWED(Kind.REFUSED, "The machine does not let this user have the operator do that"),
    OPERATOR_AWAY(Kind.REFUSED, "The operator, which reads and changes for the web's own user, can't be reached"),

    BUSY(Kind.BUSY, "Another operation holds the lock"),

    // Causes of a failed activation
    STEP_FAILED(Kind.FAULT, "A step could not be done"),
    HEALTH_FAILED(Kind.FAULT, "A required health check did not stay green through its window"),
    UNIT_FAILED(Kind.FAULT, "A unit did not start, or did not stay up"),
    UNIT_WOULD_NOT_STOP(Kind.FAULT, "A unit of the old release would not stop, so nothing was switched"),
    INTERRUPTED(Kind.FAULT, "The manager ended before the operation did"),
    CANCELLED(Kind.FAULT, "The operation was cancelled by its operator"),
    HOST_FAULT(Kind.FAULT, "The machine, not the release, is to blame: disk full, bus time-out, and the like"),
    FAULT(Kind.FAULT, "An unexpected error of this program or of the machine");

    /** What the console's exit code and the HTTP status follow from. */
    public enum Kind {
        USAGE,
        REFUSED,
        BUSY,
        FAULT
    }

    private final Kind kind;
    private final String explanation;

    Code(Kind kind, String explanation) {
        this.kind = kind;
        this.explanation = explanation;
    }

    public Kind kind() {
        return kind;
    }

    /** One sentence without the particulars, and without a full stop. */
    public String explanation() {
        return explanation;
    }
}
