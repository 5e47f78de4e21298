package io.smolotchi.release.shell.command;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.output.ExplainView;
import java.util.List;

/** {@code explain CODE}. */
public final class Explain implements Verb {

    public static final String SUMMARY = "What a code behind a message means";

    @Override
    public Form form() {
        return Form.of("explain", Group.HELP, SUMMARY)
                .faultless()
                .about(
                        "Every refusal and every error carries a code, the same on the console, in JSON and on the pages.")
                .operand(Operand.required("CODE", new Shape.CodeName(), "As in the brackets behind a message"))
                .example("explain RELEASE_BAD", "Why a release is not chosen")
                .look();
    }

    @Override
    public Answer run(Session session) {
        Code code = Shape.code(session.values().operand()).orElseThrow();
        int exit = ExitCode.of(List.of(Refusal.of(code, ""))).value();
        return Answer.of(new ExplainView(code, exit));
    }
}
