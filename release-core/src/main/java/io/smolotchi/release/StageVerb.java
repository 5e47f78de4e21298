package io.smolotchi.release;

import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.OperationEnd;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.StagedRelease;
import io.smolotchi.release.store.manifest.FileHash;
import io.smolotchi.release.store.source.StagingSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A source becomes a release. */
final class StageVerb implements Verb {

    private static final Logger LOG = LoggerFactory.getLogger(StageVerb.class);

    private final Parts parts;
    private final Turn turn;
    private final Request.Stage request;

    StageVerb(Parts parts, Turn turn, Request.Stage request) {
        this.parts = parts;
        this.turn = turn;
        this.request = request;
    }

    @Override
    public Plan plan() {
        try {
            return request.source() instanceof Source.Upload(String id)
                    ? parts.uploads().looking(required(id), this::planned)
                    : planned(onDisk());
        } catch (Refused refused) {
            return refusing(refused);
        }
    }

    /** What was agreed to is the very file: whoever receives could put another one in its place. */
    private StagePlan planned(StagingSource source) {
        try {
            StagePlan plan = parts.staging().plan(source, request.version());
            return plan.refusals().isEmpty()
                            && source instanceof StagingSource.Received(Path path, String _)
                            && request.source() instanceof Source.Upload(String id)
                    ? plan.ofUpload(
                            id + " sha256:" + new FileHash().ofOpened(path).digest())
                    : plan;
        } catch (Refused refused) {
            return refusing(refused);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what was uploaded", e);
        }
    }

    private StagePlan refusing(Refused refused) {
        return new StagePlan(
                StagePlan.FORMAT,
                request.version(),
                "",
                request.source().toString(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                refused.refusals());
    }

    @Override
    public Outcome perform(Operation operation, OperationRun run) {
        if (!(request.source() instanceof Source.Upload(String id))) {
            StagingSource source = onDisk();
            return turn.toStage(operation, run, () -> staged(source, operation, run));
        }
        required(id);
        return turn.toStage(
                operation,
                run,
                () -> parts.uploads().copied(id, source -> {
                    Outcome outcome = staged(source, operation, run);
                    // What could not be staged stays for a day: the same upload may do under another version.
                    parts.uploads().delete(id).forEach(problem -> LOG.warn("{}", problem));
                    return outcome;
                }));
    }

    private Outcome staged(StagingSource source, Operation operation, OperationRun run) {
        turn.deserted();
        Version version = agreedVersion(operation, source);
        run.about(version);
        Intake intake = new Intake(parts, operation, run);
        StagedRelease staged = intake.staged(source, version);
        Outcome outcome = outcome(version, staged);
        // One transaction, and so one wait for the disk; nor can the history call a staging failed whose release is
        // there.
        parts.catalog().together(() -> {
            intake.record(version, staged);
            new OperationEnd(parts.catalog(), parts.clock()).record(operation.id(), outcome);
        });
        return outcome;
    }

    private StagingSource onDisk() {
        return switch (request.source()) {
            case Source.Local(String path) -> new StagingSource.OnDisk(Path.of(path));
            case Source.Git(String url, String ref, Optional<String> commit) ->
                new StagingSource.FromGit(url, ref, commit);
            case Source.Upload _ -> throw new IllegalStateException("an upload is held while it is read");
        };
    }

    /** @throws Refused SOURCE_UNREADABLE */
    private static String required(String id) {
        if (!Source.Upload.isId(id)) {
            throw new Refused(
                    Code.SOURCE_UNREADABLE,
                    "cannot stage what was uploaded: because no upload has such an id",
                    "upload it again");
        }
        return id;
    }

    /**
     * What the console reads itself is planned again only for a version: where it lies and which version it becomes is in the request, and all the rest is
     * found by staging it.
     */
    private Version agreedVersion(Operation operation, StagingSource source) {
        if (request.version().isPresent() && !(request.source() instanceof Source.Upload)) {
            return request.version().get();
        }
        StagePlan plan = planned(source);
        if (Agreement.obstacle(operation, plan).orElse(null) instanceof Outcome.Refused(List<Refusal> refusals)) {
            throw new Refused(refusals);
        }
        return plan.version().orElseThrow();
    }

    private static Outcome outcome(Version version, StagedRelease staged) {
        String shared = staged.shared().files() == 0
                ? ""
                : ", " + staged.shared().files() + " of them shared with other releases";
        String what = version + ", " + staged.files() + " files" + shared + ", digest "
                + staged.digest().abbreviated();
        return staged.already() ? Agreement.nothingToDo("already staged: " + what) : new Outcome.Done("staged " + what);
    }
}
