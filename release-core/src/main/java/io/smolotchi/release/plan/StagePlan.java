package io.smolotchi.release.plan;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * @param version that it would get; empty when none could be found
 * @param versionFrom where the version was found, for people
 * @param source for people
 * @param commit that a ref of a repository names now; empty for other sources
 */
public record StagePlan(
        int format,
        Optional<Version> version,
        String versionFrom,
        String source,
        Optional<String> commit,
        List<String> warnings,
        List<Refusal> refusals)
        implements Plan {

    public static final int FORMAT = 1;

    public StagePlan {
        warnings = List.copyOf(warnings);
        refusals = List.copyOf(refusals);
    }

    @Override
    public String summary() {
        return "stage " + version.map(Version::value).orElse("?") + " from " + source;
    }

    @Override
    public boolean nothingToDo() {
        return false;
    }
}
