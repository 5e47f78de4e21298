package io.smolotchi.release.plan;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * @param version that it would get; empty when none could be found
 * @param versionFrom where the version was found, for people
 * @param source for people
 * @param commit that a ref of a repository names now; empty for other sources
 * @param upload id and SHA-256 of what was uploaded: two archives may have the same name; empty for other sources
 */
public record StagePlan(
        int format,
        Optional<Version> version,
        String versionFrom,
        String source,
        Optional<String> commit,
        Optional<String> upload,
        List<String> warnings,
        List<Refusal> refusals)
        implements Plan {

    public static final int FORMAT = 1;

    public StagePlan {
        warnings = List.copyOf(warnings);
        refusals = List.copyOf(refusals);
    }

    /** Not over where the version was found: it is the same plan when the version that was found is named. */
    @Override
    public Digest digest() {
        return Digest.of(
                PlanJson.write(new StagePlan(format, version, "", source, commit, upload, warnings, refusals)));
    }

    public StagePlan ofUpload(String id) {
        return new StagePlan(format, version, versionFrom, source, commit, Optional.of(id), warnings, refusals);
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
