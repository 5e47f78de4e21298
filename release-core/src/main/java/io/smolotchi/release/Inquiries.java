package io.smolotchi.release;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.ActivationCounts;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.ReleaseComparison;
import io.smolotchi.release.plan.UnitChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads of catalog and host. Changes nothing, takes no lock, and works without a catalog as far as the disk tells. */
public interface Inquiries {

    Status status();

    /** Releases on disk, newest first. */
    List<ReleaseSummary> releases();

    /** In which order releases were staged, those included that are gone; of one that was staged again, the last time. Asks the catalog alone. */
    Map<Version, Long> sequences();

    /** For each release on disk the bytes that no other one holds: what deleting it alone would free. Looks at every file of every release. */
    Map<Version, Long> bytesAlone();

    /** The sealed release that lies at the path, also when it is reached by {@code current}; empty when there is none. */
    Optional<Version> releaseAt(Path path);

    /** @throws io.smolotchi.release.refusal.Refused when no such release is staged */
    ReleaseDetails release(Version version);

    /**
     * Reads every byte of what is sealed and compares it with what was recorded; on all processors. Also finds releases that the catalog does not know.
     *
     * @param version the only one; empty for all, sorted by name
     * @throws io.smolotchi.release.refusal.Refused when no such release is staged
     */
    List<VerifiedRelease> verify(Optional<Version> version);

    /**
     * What leads from one release on disk to another.
     *
     * @throws io.smolotchi.release.refusal.Refused when one of them is not there
     */
    ReleaseComparison compare(Version from, Version to);

    /** Newest first. */
    List<Activation> history(HistoryFilter filter);

    /** @throws io.smolotchi.release.refusal.Refused when there is no such operation */
    Operation operation(OperationId id);

    /** Whether nobody carries the operation out though it has not ended: its process died, or the one that was to carry it out never began. */
    boolean deserted(OperationId id);

    /** Who holds a lock that an operation of this kind needs, in words; empty when one that is asked now would not be refused for that. Records nothing. */
    Optional<String> inTheWay(OperationKind kind);

    /** @throws io.smolotchi.release.refusal.Refused when there is no such activation */
    Activation activation(OperationId id);

    /** Events of one operation with a greater id than {@code after}, ascending. */
    List<Event> events(OperationId id, long after);

    /** The first {@code limit} of these; no more are read. */
    List<Event> events(OperationId id, long after, int limit);

    /** Events of all operations with a greater id than {@code after}, ascending, at most {@code limit}. */
    List<Event> eventsSince(long after, int limit);

    /** Counts the whole history; for a program that counts on by its events from there. */
    ActivationCounts activationCounts();

    /** Whether the catalog is sound: reads every page of it. */
    CatalogReport catalog();

    ScheduleStatus schedule();

    /** Units of the last live activation, with what they really run. */
    List<InstalledUnit> units();

    /**
     * Without a version: how the installed files differ from what was recorded. With one: from what it would install.
     *
     * @throws io.smolotchi.release.refusal.Refused when no such release is staged, or its units can't be told
     */
    List<UnitChange> unitChanges(Optional<Version> version);

    /**
     * What a unit wrote, and systemd about it.
     *
     * @param unit its name; ".service" and the application's prefix may be left out
     * @param cursor of the page before; empty for the last lines
     * @param atMost how many lines
     * @throws io.smolotchi.release.refusal.Refused UNIT_UNKNOWN, or NO_SERVICE_MANAGER where there is no journal
     */
    LogPage log(String unit, Optional<String> cursor, int atMost);

    /** Looks at everything that keeps the application running; takes seconds, since it reads every page of the catalog. */
    Diagnosis diagnosis();
}
