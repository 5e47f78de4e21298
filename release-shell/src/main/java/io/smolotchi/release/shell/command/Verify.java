package io.smolotchi.release.shell.command;

import io.smolotchi.release.VerifiedRelease;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.output.VerificationView;
import java.util.List;
import java.util.Optional;

/** {@code verify V|--all [--repair]}. */
public final class Verify implements Verb {

    public static final String SUMMARY = "Whether releases on disk are still what was sealed";

    @Override
    public Form form() {
        return Form.of("verify", Group.LOOK, SUMMARY)
                .about(
                        "Reads every byte, and names every path that was changed, is missing, was added, or has another mode, owner or target. Exit"
                                + " code 7 when there is one. Changes nothing, except with --repair: then what is damaged is made again"
                                + " from bytes that another release still holds, in every release that shares the damaged file."
                                + " What can't be mended is named, with what to type instead; then the exit code is 7, or 3 when"
                                + " nothing could be mended. The options of changes are for --repair alone.")
                .operand(Operand.optional("V", new Shape.VersionName(), "A version; or else --all"))
                .option(Option.flag("all", "All releases on disk, also those that the catalog does not know"))
                .option(Option.flag("repair", "Mend what is damaged, where intact bytes are left"))
                .example("verify 1.4.2", "Compare one release with its manifest")
                .example("verify --all -q", "Only what is wrong, a line for each path, for scripts")
                .example("verify --all --repair", "Mend everything that can be")
                .exits(7)
                .change();
    }

    @Override
    public Answer run(Session session) {
        Optional<Version> version = session.values().operand(0).map(Version::of);
        if (version.isPresent() == session.values().flag("all")) {
            throw new Refused(
                    Code.VALUE_MALFORMED,
                    "cannot verify: because either a version has to be named, or --all",
                    "smolotchi-release help verify");
        }
        if (session.values().flag("repair")) {
            return repair(session, version);
        }
        refuseOptionsOfChanges(session);
        return look(session, version);
    }

    /** Whoever asks for a change that would not happen has something else in mind. */
    private static void refuseOptionsOfChanges(Session session) {
        for (Option option : Form.OF_CHANGES) {
            if (session.values().flag(option.name())) {
                throw new Refused(
                        Code.VALUE_MALFORMED,
                        "cannot verify: because --" + option.name() + " means something only with --repair",
                        "smolotchi-release help verify");
            }
        }
    }

    /** Looks again afterwards: what is left decides the exit code. */
    private static Answer repair(Session session, Optional<Version> version) {
        Answer answer = new ChangeFlow(session).run(new Request.Repair(version));
        boolean carriedOut = answer.exit() == ExitCode.DONE && !session.values().flag("dry-run");
        return carriedOut && look(session, version).exit() != ExitCode.DONE
                ? new Answer(answer.view(), ExitCode.FINDINGS)
                : answer;
    }

    private static Answer look(Session session, Optional<Version> version) {
        List<VerifiedRelease> releases = session.inquiries().verify(version);
        boolean intact = releases.stream().allMatch(VerifiedRelease::intact);
        return new Answer(new VerificationView(releases), intact ? ExitCode.DONE : ExitCode.FINDINGS);
    }
}
