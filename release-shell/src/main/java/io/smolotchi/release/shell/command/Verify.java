package io.smolotchi.release.shell.command;

import io.smolotchi.release.VerifiedRelease;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.output.VerificationView;
import java.util.List;
import java.util.Optional;

/** {@code verify V|--all}. */
public final class Verify implements Verb {

    public static final String SUMMARY = "Whether releases on disk are still what was sealed";

    @Override
    public Form form() {
        return Form.of("verify", Group.LOOK, SUMMARY)
                .about(
                        "Reads every byte, and names every path that was changed, is missing, was added, or has another mode, owner or target. Exit"
                                + " code 7 when there is one. Changes nothing.")
                .operand(Operand.optional("V", new Shape.VersionName(), "A version; or else --all"))
                .option(Option.flag("all", "All releases on disk, also those that the catalog does not know"))
                .example("verify 1.4.2", "Compare one release with its manifest")
                .example("verify --all -q", "Only what is wrong, a line for each path, for scripts")
                .look();
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
        List<VerifiedRelease> releases = session.inquiries().verify(version);
        boolean intact = releases.stream().allMatch(VerifiedRelease::intact);
        return new Answer(new VerificationView(releases), intact ? ExitCode.DONE : ExitCode.FINDINGS);
    }
}
