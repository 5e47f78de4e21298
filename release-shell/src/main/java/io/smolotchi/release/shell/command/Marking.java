package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Shape;

/** {@code pin}, {@code unpin}, {@code mark-bad} and {@code mark-good}. */
public final class Marking implements Verb {

    public static final String PIN = "Keep a release from being pruned";
    public static final String UNPIN = "Let a pinned release be pruned again";
    public static final String MARK_BAD = "Keep a release from being chosen";
    public static final String MARK_GOOD = "Lift the mark bad from a release";

    private final Form form;
    private final Mark.Kind mark;
    private final boolean set;

    private Marking(String name, String summary, String about, Mark.Kind mark, boolean set) {
        this.form = Form.of(name, Group.RELEASES, summary)
                .about(about)
                .operand(Operand.required("V", new Shape.VersionName(), "A staged version"))
                .example(name + " 1.4.2 --reason '...'", summary)
                .change();
        this.mark = mark;
        this.set = set;
    }

    static Marking pin() {
        return new Marking(
                "pin",
                PIN,
                "By hand and by the timer, however old it is, until it is unpinned.",
                Mark.Kind.PINNED,
                true);
    }

    static Marking unpin() {
        return new Marking("unpin", UNPIN, "The policy decides again whether it is kept.", Mark.Kind.PINNED, false);
    }

    static Marking markBad() {
        return new Marking(
                "mark-bad",
                MARK_BAD,
                "A rollback passes it by, and activate refuses it unless --force is given. A release that was to blame for a failed activation has that mark by itself.",
                Mark.Kind.BAD,
                true);
    }

    static Marking markGood() {
        return new Marking(
                "mark-good",
                MARK_GOOD,
                "Whoever put it there, a failed activation or an operator; it can be activated and chosen again.",
                Mark.Kind.BAD,
                false);
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public Answer run(Session session) {
        return new ChangeFlow(session).run(new Request.Marking(session.values().version(), mark, set));
    }
}
