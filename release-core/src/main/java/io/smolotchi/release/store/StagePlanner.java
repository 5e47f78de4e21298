package io.smolotchi.release.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.git.Git;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.python.Interpreters;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.SpaceWatch;
import io.smolotchi.release.store.disk.Why;
import io.smolotchi.release.store.manifest.Manifest;
import io.smolotchi.release.store.manifest.Places;
import io.smolotchi.release.store.source.FoundVersion;
import io.smolotchi.release.store.source.SourceReading;
import io.smolotchi.release.store.source.StagingSource;
import io.smolotchi.release.store.source.Surveyed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes what staging would do, with every reason against it. */
final class StagePlanner {

    private final StagingTools tools;
    private final ReleaseStore store;
    private final List<String> warnings = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    StagePlanner(StagingTools tools) {
        this.tools = tools;
        this.store = tools.store();
    }

    StagePlan plan(StagingSource source, Optional<Version> asked) {
        Optional<FoundVersion> version = asked.map(given -> new FoundVersion(given, "the command"));
        Optional<String> commit = Optional.empty();
        String described = switch (source) {
            case StagingSource.OnDisk(Path path) -> path.toString();
            case StagingSource.Received(Path _, String name) -> "upload " + name;
            case StagingSource.FromGit git -> Git.shown(git.repository()) + "#" + git.ref();
        };
        try (SourceReading reading = tools.open(source)) {
            described = reading.describe();
            commit = reading.commit();
            Surveyed surveyed = Surveyed.of(reading, Progress.none());
            space(surveyed);
            interpreter(surveyed);
            if (version.isEmpty()) {
                version = Optional.of(FoundVersion.in(
                        reading.name(), surveyed.yaml(), surveyed.pyproject(), reading::git, tools.clock()));
            }
            taken(version.get().version(), surveyed);
        } catch (Refused refused) {
            refusals.addAll(refused.refusals());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + described + ": because " + Why.of(e), e);
        }
        return new StagePlan(
                StagePlan.FORMAT,
                version.map(FoundVersion::version),
                version.map(FoundVersion::from).orElse(""),
                described,
                commit,
                Optional.empty(),
                warnings,
                refusals);
    }

    private void taken(Version version, Surveyed surveyed) {
        Places places = store.places();
        if (store.holds(version)) {
            Digest staged = store.provenance(version).contentDigest();
            Digest offered = Manifest.of(surveyed.content()).digest();
            if (staged.equals(offered)) {
                warnings.add(version + " is staged already, with this content: nothing would change");
            } else {
                refusals.add(Staging.existing(version, staged, offered));
            }
        } else if (Files.exists(places.tree(version), NOFOLLOW_LINKS)
                && !Files.exists(places.preparing(version), NOFOLLOW_LINKS)) {
            refusals.add(Staging.foreign(places, version));
        }
    }

    private void space(Surveyed surveyed) throws IOException {
        Path where = store.places().releases();
        while (!Files.exists(where)) {
            where = Optional.ofNullable(where.getParent()).orElseThrow();
        }
        long bytes = Manifest.of(surveyed.content()).bytes();
        new SpaceWatch(where, "stage this", tools.rules().reserve())
                .refusal(bytes, surveyed.content().size())
                .ifPresent(refusals::add);
    }

    private void interpreter(Surveyed surveyed) {
        boolean venv = surveyed.yaml().filter(yaml -> yaml.python().venv()).isPresent();
        if (venv && !tools.interpreters().running()) {
            refusals.add(BuiltVenv.notHere());
            return;
        }
        boolean python =
                surveyed.content().stream().anyMatch(entry -> entry.path().endsWith(".py"));
        Path noTree = store.places().releases().resolve(Places.PARTIAL + "none");
        if ((venv || (tools.rules().compile() && python))
                && tools.interpreters().choose(noTree) instanceof Interpreters.Choice.Missing all) {
            Interpreters.Choice.Missing missing = all.outside(noTree);
            if (tools.interpreters().running()) {
                refusals.add(missing.refusal());
            } else {
                warnings.add("bytecode would not be compiled: " + String.join(", ", missing.tried()));
            }
        }
    }
}
