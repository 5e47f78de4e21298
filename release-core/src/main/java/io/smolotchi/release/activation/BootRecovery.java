package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Directories;
import io.smolotchi.release.activation.steps.Enable;
import io.smolotchi.release.activation.steps.InstallUnits;
import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.activation.steps.KeepState;
import io.smolotchi.release.activation.steps.SwitchLink;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.BootId;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.UnitName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a recovery that has to be done before the application starts at boot: link and units on disk become those of one release. Nothing of the
 * application runs yet, so nothing is stopped, and nothing is waited for: whoever waits here for a unit keeps the machine from booting. The {@link Recovery}
 * that follows finds that this was done, watches, and ends the activation.
 */
public final class BootRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(BootRecovery.class);

    private final Path open;
    private final Machine machine;
    private final Supplier<Catalog> catalog;
    private final Clock clock;

    /** @param catalog what it can't tell is decided without it, and what it can't record is lost */
    public BootRecovery(Path open, Machine machine, Supplier<Catalog> catalog, Clock clock) {
        this.open = open;
        this.machine = machine;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Under the change lock. Lifts the mark that keeps the application down, if it may start; throws when it may not. */
    public Outcome putRight() {
        Optional<OpenJournal> found = OpenJournal.find(open);
        if (found.filter(OpenJournal::stranded).isPresent()) {
            return new Outcome.Stranded(
                    "boot", Code.STRANDED, "an activation could not be undone: the application stays down");
        }
        String what = found.map(this::putRight).orElse("nothing is open");
        machine.safeguards().hold().lift();
        return new Outcome.Done(what);
    }

    private String putRight(OpenJournal journal) {
        String name = "@" + journal.intent().id() + ": ";
        Optional<Outcome> ended = new Leftover(machine, catalog.get(), clock).clearedAway(journal);
        return name + ended.map(outcome -> "had ended: " + outcome.word()).orElseGet(() -> decide(journal));
    }

    private String decide(OpenJournal journal) {
        Progress progress = Progress.none();
        String what = switch (Way.of(journal, machine.link())) {
            case Way.On() -> on(journal, progress);
            case Way.Back(Cause cause) -> back(journal, cause, progress);
        };
        BootId.now().ifPresent(journal::settle);
        return what;
    }

    private String on(OpenJournal journal, Progress progress) {
        Intent intent = journal.intent();
        machine.link().settle();
        journal.done();
        journal.attempt();
        new Directories(machine.root(), machine.accounts()).apply(intent, progress);
        new Enable(machine.units(), machine.systemd()).apply(intent, progress);
        queue(intent.toBeActive());
        String what = "at boot: " + intent.goalWords() + " was in place and is started";
        record(journal, what, Event.Type.STEP_DONE, "directories", "enable", "start");
        return what;
    }

    private String back(OpenJournal journal, Cause cause, Progress progress) {
        Intent intent = journal.intent();
        journal.undoBecause(cause);
        boolean exchanged = journal.exchanged();
        if (exchanged) {
            new SwitchLink(machine.link(), journal).undo(intent, progress);
            new InstallUnits(machine.units(), machine.systemd(), journal).undo(intent, progress);
            new Directories(machine.root(), machine.accounts()).ofBefore(intent);
        }
        // Also when only the state had been made again from a copy.
        intent.state().ifPresent(work -> new KeepState(machine.state(), journal, work).undo(intent, progress));
        queue(Stream.concat(intent.ranBefore().stream(), intent.dependents().stream())
                .toList());
        String what = "at boot: "
                + intent.from().map(from -> from + " was put back").orElse("what was installed was removed");
        String[] undone = exchanged ? new String[] {"switch", "install-units"} : new String[0];
        record(journal, what, Event.Type.STEP_UNDONE, undone);
        return what;
    }

    private void record(OpenJournal journal, String what, Event.Type done, String... steps) {
        OperationId id = journal.intent().id();
        try {
            if (journal.operation(catalog.get()).isEmpty()) {
                // A write would make an empty catalog where there is none, which nobody could tell from a sound one.
                LOG.warn("the catalog does not know {}, of which was done at boot: {}", id, what);
                return;
            }
            for (String step : steps) {
                catalog.get().append(NewEvent.of(id, done, step, ""), clock.instant());
            }
            catalog.get().append(NewEvent.of(id, Event.Type.NOTE, "", what), clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("cannot record of {} what was done at boot: {}", id, what, e);
        }
    }

    /** The units that systemd knew when it began to boot are queued already; those that came back just now are not. */
    private void queue(List<UnitName> units) {
        ServiceManager systemd = machine.systemd();
        List<UnitName> there =
                units.stream().filter(unit -> systemd.state(unit).exists()).toList();
        systemd.resetFailed(there);
        systemd.start(there, Duration.ZERO);
    }
}
