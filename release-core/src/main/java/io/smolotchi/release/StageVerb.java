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
import io.smolotchi.release.store.source.StagingSource;
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
        return planned();
    }

    private StagePlan planned() {
        StagePlan plan = found();
        return request.source() instanceof Source.Upload(String id) ? plan.ofUpload(id) : plan;
    }

    private StagePlan found() {
        try {
            return parts.staging().plan(source(), request.version());
        } catch (Refused refused) {
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
    }

    @Override
    public Outcome perform(Operation operation, OperationRun run) {
        StagingSource source = source();
        return turn.toStage(operation, run, () -> {
            turn.deserted();
            Version version = agreedVersion(operation);
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
            forgetUpload();
            return outcome;
        });
    }

    /** What could not be staged stays for a day: the same upload may do under another version. */
    private void forgetUpload() {
        if (request.source() instanceof Source.Upload(String id)) {
            parts.uploads().delete(id).forEach(problem -> LOG.warn("{}", problem));
        }
    }

    /** @throws Refused SOURCE_UNREADABLE, for an upload that is not there */
    private StagingSource source() {
        return switch (request.source()) {
            case Source.Local(String path) -> new StagingSource.OnDisk(Path.of(path));
            case Source.Git(String url, String ref, Optional<String> commit) ->
                new StagingSource.FromGit(url, ref, commit);
            case Source.Upload(String id) -> {
                if (!Source.Upload.isId(id)) {
                    throw new Refused(
                            Code.SOURCE_UNREADABLE,
                            "cannot stage what was uploaded: because no upload has such an id",
                            "upload it again");
                }
                yield new StagingSource.Received(parts.uploads().archive(id));
            }
        };
    }

    /**
     * What the console reads itself is planned again only for a version: where it lies and which version it becomes is in the request, and all the rest is
     * found by staging it.
     */
    private Version agreedVersion(Operation operation) {
        if (request.version().isPresent() && !(request.source() instanceof Source.Upload)) {
            return request.version().get();
        }
        StagePlan plan = planned();
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
