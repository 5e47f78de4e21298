package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.plan.StagePlan;
import java.nio.file.Path;
import java.util.Optional;

/** Makes releases of directories and archives. */
@SuppressWarnings("DoNotCallSuggester")
public final class Staging {

    /**
     * What staging would do. Reads the source, touches nothing, throws no refusal: they are in the plan.
     *
     * @param version as asked for; empty when it is to be found in the source
     */
    public StagePlan plan(Path source, Optional<Version> version) {
        throw new UnsupportedOperationException("follows");
    }

    /**
     * Stages and seals. The caller holds stage.lock for the whole of it and writes the catalog row afterwards.
     *
     * @param changeLock taken for the last rename and the seal
     * @throws io.smolotchi.release.refusal.Refused with nothing left behind
     */
    public StagedRelease stage(Path source, Version version, Caller caller, Progress progress, ChangeLock changeLock) {
        throw new UnsupportedOperationException("follows");
    }
}
