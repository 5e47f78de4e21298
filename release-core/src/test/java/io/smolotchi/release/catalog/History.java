package io.smolotchi.release.catalog;

import io.smolotchi.release.refusal.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Histories for tests, told as they happen: {@code History.empty().activated("1.0.0").activated("1.1.0").failed("1.2.0").rolledBackTo("1.0.0")}.
 * Gives them as values, or writes them into a real catalog. Releases are staged when they are first named, marks are set as the product sets them, and
 * an hour passes between two operations.
 */
public final class History {

    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    public static final Caller ANNA = new Caller("anna", Origin.CONSOLE, "");

    private static final Duration RUN_TIME = Duration.ofSeconds(20);

    private final List<Activation> rows = new ArrayList<>();
    private final List<Release> releases = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Consumer<Catalog>> replay = new ArrayList<>();
    private Optional<Activation> position = Optional.empty();
    private Optional<Version> current = Optional.empty();
    private Instant now = BEGIN;
    private long lastId;

    private History() {}

    public static History empty() {
        return new History();
    }

    /** The digest of the tree that the fixture stages under that version. */
    public static Digest digestOf(String version) {
        return Digest.of("release " + version);
    }

    public Instant now() {
        return now;
    }

    public History later(Duration pause) {
        now = now.plus(pause);
        return this;
    }

    public History staged(String version) {
        return staged(version, digestOf(version));
    }

    /** After it was pruned: another tree under the same name. */
    public History stagedOtherwise(String version) {
        return staged(version, Digest.of("another release " + version));
    }

    private History staged(String version, Digest digest) {
        OperationId id = ask(OperationKind.STAGE);
        Release release = new Release(
                releases.size() + 1L,
                new Version(version),
                digest,
                id,
                now,
                version + ".tar.gz",
                250,
                1_700_000,
                Optional.empty());
        releases.add(release);
        replay.add(catalog -> catalog.staged(release));
        return end(id, new Outcome.Done("staged " + version));
    }

    public History pruned(String version) {
        OperationId id = ask(OperationKind.PRUNE);
        int index = releases.indexOf(present(version).orElseThrow());
        Release release = releases.get(index);
        Instant at = now;
        releases.set(
                index,
                new Release(
                        release.sequence(),
                        release.version(),
                        release.digest(),
                        release.stagedBy(),
                        release.stagedAt(),
                        release.source(),
                        release.files(),
                        release.bytes(),
                        Optional.of(at)));
        replay.add(catalog -> catalog.removed(List.of(release.sequence()), id, at));
        return end(id, new Outcome.Done("pruned " + version));
    }

    public History activated(String version) {
        return activation(OperationKind.ACTIVATE, version, new Outcome.Healthy());
    }

    /** Like {@link #activated} below another root. */
    public History unchecked(String version) {
        return activation(OperationKind.ACTIVATE, version, new Outcome.Unchecked());
    }

    public History adopted(String version) {
        return activation(OperationKind.ADOPT, version, new Outcome.Healthy());
    }

    /** From a working tree under that name. */
    public History ranFromWorkingTree(String version) {
        return activation(OperationKind.PROJECT, version, new Outcome.Healthy());
    }

    public History rendered() {
        return activation(OperationKind.RE_RENDER, current.orElseThrow().value(), new Outcome.Healthy());
    }

    /** Undone by itself; the release is to blame, and marked bad. */
    public History failed(String version) {
        return failed(version, Blame.RELEASE);
    }

    public History failed(String version, Blame blame) {
        return failed(version, "watch", blame);
    }

    /** @param step where it went back */
    public History failed(String version, String step, Blame blame) {
        Outcome outcome =
                new Outcome.RolledBack(step, Code.HEALTH_FAILED, "web answered 500 where 200 was expected", blame);
        activation(OperationKind.ACTIVATE, version, outcome);
        return blame == Blame.RELEASE ? mark(Mark.Kind.BAD, version, true, "failed health", lastRow()) : this;
    }

    public History stranded(String version) {
        return activation(
                OperationKind.ACTIVATE,
                version,
                new Outcome.Stranded("switch", Code.HOST_FAULT, "the old units could not be written back"));
    }

    public History abandoned(String version) {
        return activation(
                OperationKind.ACTIVATE,
                version,
                new Outcome.Abandoned(Code.UNIT_WOULD_NOT_STOP, "smolotchi-core.service would not stop"));
    }

    /** Begun and never ended. */
    public History interrupted(String version) {
        begin(OperationKind.ACTIVATE, Optional.of(version), Optional.empty());
        return this;
    }

    /** To the nearest live row of that version along the chain; the release that is left is marked. */
    public History rolledBackTo(String version) {
        Version left = current.orElseThrow();
        rolledBackKeepingGoodTo(version);
        return mark(Mark.Kind.ROLLED_BACK_FROM, left.value(), true, "rolled back", lastRow());
    }

    /** Like {@link #rolledBackTo}, without the mark. */
    public History rolledBackKeepingGoodTo(String version) {
        Activation target = position.orElseThrow();
        while (!leadsTo(target, version)) {
            target = row(target.parent().orElseThrow());
        }
        return reinstate(OperationKind.ROLLBACK, target);
    }

    /** To the row that the rules choose; the release that is left is marked. */
    public History rolledBack() {
        return rolledBackTo(
                RollbackChoice.along(toReleaseHistory(), 1, now).target().orElseThrow());
    }

    /** To that very row; the release that is left is marked. */
    public History rolledBackTo(Activation target) {
        Optional<Version> left = current;
        reinstate(OperationKind.ROLLBACK, target);
        left.ifPresent(version -> mark(Mark.Kind.ROLLED_BACK_FROM, version.value(), true, "rolled back", lastRow()));
        return this;
    }

    /** Like {@link #rolledBackTo(Activation)}, without the mark. */
    public History rolledBackKeepingGoodTo(Activation target) {
        return reinstate(OperationKind.ROLLBACK, target);
    }

    /** Forward again to the last live row of that version; lifts the mark of the rollback. */
    public History redone(String version) {
        Activation target = rows.reversed().stream()
                .filter(row -> row.live() && leadsTo(row, version))
                .findFirst()
                .orElseThrow();
        return reinstate(OperationKind.REDO, row(target.position()));
    }

    /** Forward again to that very row. */
    public History redone(Activation target) {
        return reinstate(OperationKind.REDO, target);
    }

    public History uninstalled() {
        OperationId id = begin(OperationKind.UNINSTALL, Optional.empty(), Optional.empty());
        return end(id, new Outcome.Healthy()).settled();
    }

    public History bad(String version) {
        return markedByHand(Mark.Kind.BAD, version, true);
    }

    public History good(String version) {
        return markedByHand(Mark.Kind.BAD, version, false);
    }

    public History pinned(String version) {
        return markedByHand(Mark.Kind.PINNED, version, true);
    }

    public History unpinned(String version) {
        return markedByHand(Mark.Kind.PINNED, version, false);
    }

    /** Oldest first. */
    public List<Activation> activations() {
        return List.copyOf(rows);
    }

    public List<Release> releases() {
        return List.copyOf(releases);
    }

    public List<Mark> marks() {
        return List.copyOf(marks);
    }

    public ReleaseHistory toReleaseHistory() {
        return new ReleaseHistory(rows, releases, marks);
    }

    /** The same rows with the same numbers; the catalog must be empty. */
    public <C extends Catalog> C writeTo(C catalog) {
        catalog.together(() -> replay.forEach(step -> step.accept(catalog)));
        return catalog;
    }

    private History activation(OperationKind kind, String version, Outcome outcome) {
        OperationId id = begin(kind, Optional.of(version), Optional.empty());
        return end(id, outcome).settled();
    }

    private History reinstate(OperationKind kind, Activation target) {
        String version = target.to().orElseThrow().value();
        OperationId id = begin(kind, Optional.of(version), Optional.of(target.id()));
        return end(id, new Outcome.Healthy()).settled();
    }

    private OperationId begin(OperationKind kind, Optional<String> version, Optional<OperationId> reinstated) {
        version.filter(named -> present(named).isEmpty()).ifPresent(this::staged);
        OperationId id = ask(kind);
        Activation row = new Activation(
                id,
                kind,
                ANNA,
                current,
                version.map(Version::new),
                version.map(this::digestOnDisk),
                reinstated.orElse(id),
                position.map(Activation::id),
                now,
                "{}",
                "{}",
                Optional.empty());
        rows.add(row);
        replay.add(catalog -> catalog.open(row));
        return id;
    }

    private OperationId ask(OperationKind kind) {
        now = now.plus(Duration.ofHours(1));
        OperationId id = new OperationId(++lastId);
        Instant at = now;
        replay.add(catalog -> {
            OperationId given = catalog.ask(kind, ANNA, at, "{}", Optional.empty());
            if (!given.equals(id)) {
                throw new IllegalStateException("the catalog was not empty: got number " + given + ", not " + id);
            }
        });
        return id;
    }

    private History end(OperationId id, Outcome outcome) {
        now = now.plus(RUN_TIME);
        Ended ended = new Ended(now, outcome);
        rows.replaceAll(row -> row.id().equals(id) ? ended(row, ended) : row);
        replay.add(catalog -> catalog.end(id, ended.at(), outcome));
        return this;
    }

    /** A live row moves the position and what is current; any other changes neither. */
    private History settled() {
        Activation row = rows.getLast();
        if (row.live()) {
            position = Optional.of(row(row.position()));
            current = row.to();
            row.to().ifPresent(version -> {
                lift(Mark.Kind.BAD, version.value());
                lift(Mark.Kind.ROLLED_BACK_FROM, version.value());
            });
        }
        return this;
    }

    private void lift(Mark.Kind kind, String version) {
        ReleaseHistory known = toReleaseHistory();
        if (known.mark(new Version(version), digestOnDisk(version), kind).isPresent()) {
            mark(kind, version, false, "became live again", lastRow());
        }
    }

    private History markedByHand(Mark.Kind kind, String version, boolean set) {
        OperationId id = ask(OperationKind.MARK);
        return mark(kind, version, set, "by hand", id).end(id, new Outcome.Done(set ? "marked" : "unmarked"));
    }

    private History mark(Mark.Kind kind, String version, boolean set, String reason, OperationId by) {
        Mark mark = new Mark(new Version(version), digestOnDisk(version), kind, set, reason, by, now);
        marks.add(mark);
        replay.add(catalog -> catalog.mark(mark));
        return this;
    }

    private OperationId lastRow() {
        return rows.getLast().id();
    }

    private Activation row(OperationId id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }

    private Digest digestOnDisk(String version) {
        return present(version).map(Release::digest).orElseGet(() -> digestOf(version));
    }

    private Optional<Release> present(String version) {
        return releases.stream()
                .filter(release ->
                        release.present() && release.version().value().equals(version))
                .findFirst();
    }

    private static boolean leadsTo(Activation row, String version) {
        return row.to().equals(Optional.of(new Version(version)));
    }

    private static Activation ended(Activation row, Ended ended) {
        return new Activation(
                row.id(),
                row.kind(),
                row.caller(),
                row.from(),
                row.to(),
                row.digest(),
                row.position(),
                row.parent(),
                row.openedAt(),
                row.settings(),
                row.plan(),
                Optional.of(ended));
    }
}
