package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.InstalledFile;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.units.UnitFile;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the end of an activation with all that follows from it, in one transaction: that transaction is the commit. */
final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final Catalog catalog;
    private final Clock clock;

    Ledger(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * In the journal when the catalog can't take it: the machine is right all the same, and whoever finds the journal records it.
     *
     * @return whether it is in the catalog
     * @throws IllegalStateException when an activation does not end so where it stands
     */
    boolean end(OpenJournal journal, Outcome outcome) {
        if (!Transitions.ends(journal.standing(), outcome)) {
            throw new IllegalStateException(
                    "an activation does not end as " + outcome.word() + " at " + journal.standing());
        }
        boolean recorded = record(journal, outcome);
        if (!recorded && !(outcome instanceof Outcome.Stranded)) {
            journal.conclude(outcome);
        }
        return recorded;
    }

    /** Returns whether the catalog has it. */
    boolean record(OpenJournal journal, Outcome outcome) {
        boolean recorded = tried(journal, outcome);
        // Once more, through a connection that the failure has made new.
        return recorded || tried(journal, outcome);
    }

    private boolean tried(OpenJournal journal, Outcome outcome) {
        OperationId id = journal.intent().id();
        try {
            Optional<Operation> operation = journal.operation(catalog);
            if (operation.isEmpty()) {
                LOG.warn("the catalog does not know operation {}, which ended: {}", id, outcome);
                return false;
            }
            Optional<Outcome> recorded = operation.flatMap(Operation::ended).map(Ended::outcome);
            if (!recorded.equals(Optional.of(outcome))) {
                end(journal.intent(), outcome);
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warn("cannot record the end of {}: {}", id, outcome, e);
            return false;
        }
    }

    private void end(Intent intent, Outcome outcome) {
        catalog.together(() -> {
            Instant now = clock.instant();
            if (catalog.operation(intent.id()).flatMap(Operation::ended).isPresent()) {
                // A stranded activation was put right by hand: it stays stranded in the history, which is never
                // rewritten.
                catalog.append(
                        NewEvent.of(intent.id(), Event.Type.NOTE, "", "put right later: " + outcome.word()), now);
                return;
            }
            catalog.append(NewEvent.of(intent.id(), Event.Type.ENDED, "", outcome.word()), now);
            catalog.end(intent.id(), now, outcome);
            if (outcome.live()) {
                catalog.installed(intent.id(), files(intent));
                live(intent, now);
            } else if (outcome instanceof Outcome.RolledBack back
                    && back.blame() == Blame.RELEASE
                    && intent.kind() != OperationKind.RE_RENDER) {
                // A release that is rendered again ran well with the settings before.
                intent.to()
                        .ifPresent(to -> mark(intent, to, Mark.Kind.BAD, true, back.step() + ": " + back.cause(), now));
            }
        });
    }

    private void live(Intent intent, Instant now) {
        intent.to().ifPresent(to -> {
            lift(intent, to, Mark.Kind.BAD, now);
            lift(intent, to, Mark.Kind.ROLLED_BACK_FROM, now);
        });
        if (intent.markLeft()) {
            intent.from()
                    .filter(from -> !intent.to().equals(Optional.of(from)))
                    .ifPresent(from -> mark(
                            intent,
                            from,
                            Mark.Kind.ROLLED_BACK_FROM,
                            true,
                            intent.caller().reason(),
                            now));
        }
    }

    private void lift(Intent intent, Version version, Mark.Kind kind, Instant now) {
        boolean set = catalog.release(version)
                .flatMap(release -> catalog.historyRows().mark(version, release.digest(), kind))
                .filter(Mark::set)
                .isPresent();
        if (set) {
            mark(intent, version, kind, false, "became live again", now);
        }
    }

    private void mark(Intent intent, Version version, Mark.Kind kind, boolean set, String reason, Instant now) {
        Optional<Release> release = catalog.release(version);
        release.ifPresent(
                found -> catalog.mark(new Mark(version, found.digest(), kind, set, reason, intent.id(), now)));
    }

    /** What somebody keeps by hand is recorded as it would be without: so it stays known as changed. */
    private static List<InstalledFile> files(Intent intent) {
        Map<String, UnitFile> files = new TreeMap<>();
        intent.newUnits().files().forEach(file -> files.put(file.path(), file));
        intent.kept().forEach(file -> files.put(file.path(), file));
        return files.values().stream()
                .map(file -> new InstalledFile(file.path(), file.mode(), file.content()))
                .toList();
    }
}
