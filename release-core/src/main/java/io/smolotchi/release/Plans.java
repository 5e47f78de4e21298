package io.smolotchi.release;

import io.smolotchi.release.activation.Leaving;
import io.smolotchi.release.activation.OpenJournal;
import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.UnknownRelease;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.manifest.Repairs;
import io.smolotchi.release.store.source.StagingSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans any request; refusals that a room throws become refusals of the plan. */
final class Plans {

    private final Parts parts;

    Plans(Parts parts) {
        this.parts = parts;
    }

    Plan plan(Request request) {
        return switch (request) {
            case Request.Stage stage -> stage(stage);
            case Request.Activate activate -> parts.planner().plan(activate);
            case Request.Rollback rollback -> parts.planner().plan(rollback);
            case Request.Redo redo -> parts.planner().plan(redo);
            case Request.Project project -> parts.planner().plan(project);
            case Request.Uninstall uninstall -> parts.planner().plan(uninstall);
            case Request.Prune prune -> parts.prunePlan(prune);
            case Request.Schedule schedule -> parts.schedule().plan(schedule.calendar());
            case Request.Marking marking -> marking(marking);
            case Request.Repair repair -> repair(repair);
            case Request.Adopt adopt -> new Adoption(parts).intended(adopt).plan();
            case Request.Masking masking -> new UnitMasking(parts).plan(masking);
            case Request.Mend _ -> new Examination(parts).plan();
            case Request.Recover recover -> recover(recover);
        };
    }

    private Plan stage(Request.Stage request) {
        try {
            return parts.staging().plan(stagingSource(request.source()), request.version());
        } catch (Refused refused) {
            return new StagePlan(
                    StagePlan.FORMAT,
                    request.version(),
                    "",
                    request.source().toString(),
                    Optional.empty(),
                    List.of(),
                    refused.refusals());
        }
    }

    /** @throws Refused SOURCE_UNREADABLE, for an upload that is not there */
    StagingSource stagingSource(Source source) {
        return switch (source) {
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

    private Plan marking(Request.Marking request) {
        ReleaseHistory history = ReleaseHistory.of(parts.reads(), parts.store()::holds);
        Optional<Release> release = history.release(request.version());
        boolean already =
                release.flatMap(found -> history.mark(found, request.mark())).isPresent() == request.set();
        String effect = (request.set() ? "mark " : "lift the mark ")
                + word(request.mark())
                + (request.set() ? "" : " from ")
                + (request.set() ? ": " : "")
                + request.version();
        List<Refusal> refusals = release.isPresent() ? List.of() : List.of(unknown(request));
        boolean nothing = release.isPresent() && already;
        String soAlready =
                request.version() + (request.set() ? " is marked " : " is not marked ") + word(request.mark());
        return new SmallPlan(SmallPlan.FORMAT, nothing ? soAlready : effect, List.of(effect), nothing, refusals);
    }

    private Plan repair(Request.Repair request) {
        try {
            return repair(request, repairs(request));
        } catch (Refused e) {
            return new SmallPlan(SmallPlan.FORMAT, summary(request), List.of(), false, e.refusals());
        }
    }

    private static String summary(Request.Repair request) {
        return "mend " + request.version().map(Version::value).orElse("all releases");
    }

    /** What can't be mended stands in the way only when there is nothing else to do. */
    static Plan repair(Request.Repair request, Repairs repairs) {
        String summary = summary(request);
        List<String> effects = new ArrayList<>(repairs.effects());
        if (effects.isEmpty()) {
            boolean intact = repairs.hopeless().isEmpty();
            return new SmallPlan(
                    SmallPlan.FORMAT, intact ? "nothing is damaged" : summary, List.of(), intact, repairs.hopeless());
        }
        repairs.hopeless().forEach(refusal -> effects.add(refusal.what() + "; " + refusal.remedy()));
        return new SmallPlan(SmallPlan.FORMAT, summary, effects, false, List.of());
    }

    Repairs repairs(Request.Repair request) {
        Verifying verifying = new Verifying(parts.store(), parts.reads());
        return parts.repair()
                .find(
                        request.version().map(List::of).orElseGet(parts.store()::releases),
                        version -> verifying.recorded(version).isEmpty());
    }

    private Refusal unknown(Request.Marking request) {
        return UnknownRelease.refusal("mark", request.version(), parts.store().releases());
    }

    static String word(Mark.Kind kind) {
        return switch (kind) {
            case BAD -> "bad";
            case PINNED -> "pinned";
            case ROLLED_BACK_FROM -> "rolled back from";
        };
    }

    private Plan recover(Request.Recover request) {
        try {
            Optional<OpenJournal> journal = OpenJournal.unfinished(parts.openDirectory(), parts.reads());
            if (journal.isEmpty()) {
                return new SmallPlan(SmallPlan.FORMAT, "nothing is open", List.of(), true, List.of());
            }
            Intent intent = journal.get().intent();
            String name = "@" + intent.id() + " (" + intent.kind().word() + " " + intent.goalWords() + ")";
            if (request.leave()) {
                return leave(journal.get(), name);
            }
            String effect = "bring " + name + " to an end";
            return new SmallPlan(SmallPlan.FORMAT, "recover: " + effect, List.of(effect), false, List.of());
        } catch (Refused e) {
            return new SmallPlan(SmallPlan.FORMAT, "recover", List.of(), false, e.refusals());
        }
    }

    private static Plan leave(OpenJournal journal, String name) {
        String old = journal.intent().from().map(Object::toString).orElse("nothing");
        return new SmallPlan(
                SmallPlan.FORMAT,
                "leave " + name + " as it is",
                List.of(
                        "point current at " + old + ", and put its unit files back, where that is not so",
                        "start, stop and watch nothing: whatever runs then runs on",
                        "end " + name
                                + ", which stays stranded in the history, so that another release can be activated"),
                false,
                Leaving.refusal(journal).stream().toList());
    }
}
