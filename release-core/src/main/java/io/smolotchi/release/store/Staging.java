package io.smolotchi.release.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Why;
import io.smolotchi.release.store.manifest.Manifest;
import io.smolotchi.release.store.manifest.Places;
import io.smolotchi.release.store.manifest.Provenance;
import io.smolotchi.release.store.source.SourceReading;
import io.smolotchi.release.store.source.StagingSource;
import io.smolotchi.release.store.source.Surveyed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Makes releases of directories and archives. */
public final class Staging {

    private final StagingTools tools;
    private final ReleaseStore store;
    private final Places places;

    public Staging(StagingTools tools) {
        this.tools = tools;
        this.store = tools.store();
        this.places = store.places();
    }

    /**
     * What staging would do. Reads the whole source, touches nothing, throws no refusal: they are in the plan.
     *
     * @param version as asked for; empty when it is to be found in the source
     */
    public StagePlan plan(StagingSource source, Optional<Version> version) {
        return new StagePlanner(tools).plan(source, version);
    }

    /**
     * Stages and seals. The caller holds stage.lock for the whole of it, and writes the catalog row afterwards.
     *
     * @param changeLock taken for the last rename and the seal
     * @throws Refused with nothing left behind; CANCELLED when the progress says so
     * @throws UncheckedIOException on a fault, with as little left behind as the fault allows
     */
    public StagedRelease stage(
            StagingSource source, Version version, Caller caller, Progress progress, ChangeLock changeLock) {
        store.cleanLeftovers().forEach(progress::note);
        try (SourceReading reading = tools.open(source)) {
            if (store.holds(version)) {
                return compareWithStaged(reading, version, progress);
            }
            if (Files.exists(places.tree(version), NOFOLLOW_LINKS)) {
                throw new Refused(foreign(places, version));
            }
            return new StagingRun(tools, places, reading, version, progress).run(caller, changeLock);
        } catch (IOException e) {
            refuseIfCancelled(version, progress);
            throw new UncheckedIOException("cannot stage " + version + ": because " + Why.of(e), e);
        } catch (RuntimeException e) {
            refuseIfCancelled(version, progress);
            throw e;
        }
    }

    /** What failed because it was cancelled, such as a program that was killed, did not fail. */
    private static void refuseIfCancelled(Version version, Progress progress) {
        if (progress.cancelled()) {
            throw new Refused(Code.CANCELLED, "cannot stage " + version + ": because it was cancelled", "");
        }
    }

    private StagedRelease compareWithStaged(SourceReading reading, Version version, Progress progress)
            throws IOException {
        Surveyed surveyed = Surveyed.of(reading, progress);
        Provenance provenance = store.provenance(version);
        Digest offered = Manifest.of(surveyed.content()).digest();
        if (!offered.equals(provenance.contentDigest())) {
            throw new Refused(existing(version, provenance.contentDigest(), offered));
        }
        Manifest manifest = store.manifest(version);
        return new StagedRelease(
                version,
                manifest.digest(),
                manifest.count(),
                manifest.bytes(),
                provenance.source(),
                true,
                StagedRelease.Shared.NOTHING,
                List.of());
    }

    static Refusal existing(Version version, Digest staged, Digest offered) {
        return new Refusal(
                Code.RELEASE_EXISTS,
                "cannot stage " + version + ": because a release of that version is staged with other content (content "
                        + staged.abbreviated() + ", offered " + offered.abbreviated() + ")",
                "smolotchi-release show " + version);
    }

    static Refusal foreign(Places places, Version version) {
        return new Refusal(
                Code.FOREIGN_DIRECTORY,
                "cannot stage " + version + ": because " + places.tree(version)
                        + " is there and was not made by this program",
                "ls -ld " + places.tree(version));
    }
}
