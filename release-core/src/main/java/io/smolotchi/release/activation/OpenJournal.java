package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.activation.steps.SwitchRecord;
import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.durable.Durable;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The truth about the activation in progress: {@code open/ID/} with the intent, and three small files that say how far it is. Each is durable before the
 * act that it names. There is at most one; its format is versioned apart from the catalog's, because recovery must work without it.
 */
public final class OpenJournal implements SwitchRecord {

    private static final String INTENT = "intent.json";
    private static final String DIRECTION = "direction";
    private static final String SWITCH = "switch";
    private static final String ATTEMPTS = "attempts";
    private static final String CAUSE = "cause.json";
    private static final String SETTLED = "settled";
    private static final String CONCLUSION = "conclusion.json";

    private final Path open;
    private final Path directory;
    private final Intent intent;

    private OpenJournal(Path open, Path directory, Intent intent) {
        this.open = open;
        this.directory = directory;
        this.intent = intent;
    }

    /** The open activation of this machine. Reads only; throws {@link Refused} when a newer manager wrote it. */
    public static Optional<OpenJournal> find(Path open) {
        try (Stream<Path> entries = Files.isDirectory(open) ? Files.list(open) : Stream.empty()) {
            Optional<Path> visible = entries.filter(
                            entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .findFirst();
            return visible.flatMap(entry -> readIntent(entry).map(intent -> new OpenJournal(open, entry, intent)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + open, e);
        }
    }

    /** Like {@link #find}, without one that has ended and is only not tidied up yet; with it when the catalog can't tell. */
    public static Optional<OpenJournal> unfinished(Path open, CatalogReads catalog) {
        return find(open).filter(journal -> journal.unfinished(catalog));
    }

    private boolean unfinished(CatalogReads catalog) {
        try {
            return operation(catalog)
                    .flatMap(Operation::ended)
                    .map(ended -> ended.outcome() instanceof Outcome.Stranded)
                    .orElse(true);
        } catch (CatalogException unreadable) {
            return true;
        }
    }

    /**
     * The operation that it is of. Empty when the catalog does not know it, though it was recorded before the journal was begun: the catalog is another
     * one now, which may have given the number to something else.
     */
    public Optional<Operation> operation(CatalogReads catalog) {
        return catalog.operation(intent.id())
                .filter(found ->
                        found.kind().changesWhatRuns() && found.caller().equals(intent.caller()));
    }

    /** Under the change lock: takes away what never became visible, or is not any more. Nobody else has any of it in work. */
    static void sweep(Path open) {
        try (Stream<Path> entries = Files.isDirectory(open) ? Files.list(open) : Stream.empty()) {
            for (Path hidden : entries.filter(
                            entry -> entry.getFileName().toString().startsWith("."))
                    .toList()) {
                delete(hidden);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up " + open, e);
        }
    }

    /** Durable when it returns: from here on a power cut is recovered from. */
    static OpenJournal begin(Path open, Intent intent) {
        try {
            Files.createDirectories(open);
            Durable.sync(open.resolveSibling("."));
            Path hidden = open.resolve("." + intent.id());
            delete(hidden);
            Files.createDirectory(hidden);
            Durable.writeNew(hidden.resolve(INTENT), IntentJson.write(intent));
            Durable.writeNew(hidden.resolve(DIRECTION), Direction.FORWARD.name());
            Durable.writeNew(hidden.resolve(SWITCH), SwitchState.NOT_BEGUN.name());
            Durable.writeNew(hidden.resolve(ATTEMPTS), "0");
            Durable.sync(hidden);
            Path visible = open.resolve(intent.id().toString());
            Files.move(hidden, visible, StandardCopyOption.ATOMIC_MOVE);
            Durable.sync(open);
            return new OpenJournal(open, visible, intent);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the open journal in " + open, e);
        }
    }

    public Intent intent() {
        return intent;
    }

    Direction direction() {
        return Direction.valueOf(read(DIRECTION));
    }

    /** Where it is, by both of its fields. */
    Transitions.Standing standing() {
        return new Transitions.Standing(direction(), switchState());
    }

    private void require(Direction direction, SwitchState switched) {
        Transitions.require(standing(), new Transitions.Standing(direction, switched));
    }

    /** From here on it only goes back; what was put in place at boot is not what counts any more. */
    void undoBecause(Cause cause) {
        require(Direction.UNDO, switchState());
        remove(SETTLED);
        replace(CAUSE, Cause.JSON.writeValueAsString(cause));
        replace(DIRECTION, Direction.UNDO.name());
    }

    /** Why it goes back; empty while it goes forward. */
    Optional<Cause> cause() {
        return Files.exists(directory.resolve(CAUSE))
                ? Optional.of(Cause.JSON.readValue(read(CAUSE), Cause.class))
                : Optional.empty();
    }

    void strand() {
        require(Direction.STRANDED, switchState());
        replace(DIRECTION, Direction.STRANDED.name());
    }

    SwitchState switchState() {
        return SwitchState.valueOf(read(SWITCH));
    }

    @Override
    public boolean exchanged() {
        return switchState() != SwitchState.NOT_BEGUN;
    }

    @Override
    public void begun() {
        require(direction(), SwitchState.BEGUN);
        replace(SWITCH, SwitchState.BEGUN.name());
    }

    @Override
    public void done() {
        require(direction(), SwitchState.DONE);
        replace(SWITCH, SwitchState.DONE.name());
    }

    /** How often going on was begun. */
    int attempts() {
        return Integer.parseInt(read(ATTEMPTS));
    }

    /** Counted before it is tried, so that an attempt that kills the manager counts. */
    void attempt() {
        replace(ATTEMPTS, Integer.toString(attempts() + 1));
    }

    /** Since that boot, link and units are those that the direction says, and what is to run was started. */
    void settle(String boot) {
        replace(SETTLED, boot);
    }

    boolean settledIn(String boot) {
        return Files.exists(directory.resolve(SETTLED)) && read(SETTLED).equals(boot);
    }

    /** The end, for a catalog that can't take it now: from here on nothing can undo it. */
    void conclude(Outcome outcome) {
        replace(CONCLUSION, Conclusion.of(outcome).json());
    }

    /** How it ended, when the catalog could not take it. */
    public Optional<Outcome> concluded() {
        return Files.exists(directory.resolve(CONCLUSION))
                ? Optional.of(Conclusion.read(read(CONCLUSION)).toOutcome())
                : Optional.empty();
    }

    /** Whether the undo failed and somebody has to look. */
    public boolean stranded() {
        return direction() == Direction.STRANDED;
    }

    /** The activation has ended: nothing after this can undo it. Durable, since one that was stranded would keep the application down when it comes back. */
    void close() {
        try {
            Path done = open.resolve(".done-" + intent.id());
            delete(done);
            Files.move(directory, done, StandardCopyOption.ATOMIC_MOVE);
            Durable.sync(open);
            delete(done);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the open journal " + directory, e);
        }
    }

    /** Empty when it was closed meanwhile. */
    private static Optional<Intent> readIntent(Path directory) {
        try {
            return Optional.of(IntentJson.read(Files.readString(directory.resolve(INTENT))));
        } catch (NoSuchFileException closed) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the open journal " + directory, e);
        } catch (IntentJson.NewerFormat e) {
            throw new Refused(
                    Code.ACTIVATION_OPEN,
                    "cannot recover " + directory + ": a newer manager wrote it (format " + e.format() + ")",
                    "install that version again, then: smolotchi-release recover");
        }
    }

    private String read(String name) {
        try {
            return Files.readString(directory.resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the open journal " + directory, e);
        }
    }

    private void replace(String name, String value) {
        try {
            Path next = directory.resolve("." + name);
            Durable.replace(directory.resolve(name), next, value);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the open journal " + directory, e);
        }
    }

    private void remove(String name) {
        try {
            if (Files.deleteIfExists(directory.resolve(name))) {
                Durable.sync(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the open journal " + directory, e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
