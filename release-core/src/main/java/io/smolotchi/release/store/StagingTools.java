package io.smolotchi.release.store;

import io.smolotchi.release.git.Git;
import io.smolotchi.release.python.Bytecode;
import io.smolotchi.release.python.Interpreters;
import io.smolotchi.release.python.Venv;
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
        String host) {}
