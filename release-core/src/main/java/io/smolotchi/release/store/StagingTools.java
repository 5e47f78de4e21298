package io.smolotchi.release.store;

import io.smolotchi.release.git.Git;
import io.smolotchi.release.python.Bytecode;
import io.smolotchi.release.python.Interpreters;
import io.smolotchi.release.python.Venv;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.source.SourceReading;
import io.smolotchi.release.store.source.StagingSource;
import java.io.IOException;
import java.time.Clock;

/**
 * What staging works with.
 *
 * @param host its name, for the provenance
 */
public record StagingTools(
        ReleaseStore store,
        StagingRules rules,
        Interpreters interpreters,
        Bytecode bytecode,
        Venv venv,
        Git git,
        Clock clock,
        String host) {

    /** @throws Refused SOURCE_UNREADABLE, SOURCE_UNSAFE, SOURCE_TOO_LARGE or DESCRIPTOR_INVALID */
    SourceReading open(StagingSource source) throws IOException {
        return SourceReading.of(
                source, rules.limits(), rules.ignore(), git, store.places().releases());
    }
}
