package io.smolotchi.release.shell.command;

import io.smolotchi.release.operation.Request;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Shape;

/** {@code units mask UNIT} and {@code units unmask UNIT}. */
public final class UnitsMask implements Verb {

    public static final String MASK = "Keep a unit from ever being started";
    public static final String UNMASK = "Let a masked unit be started again";

    private final boolean set;

    private UnitsMask(boolean set) {
        this.set = set;
    }

    public static UnitsMask mask() {
        return new UnitsMask(true);
    }

    public static UnitsMask unmask() {
        return new UnitsMask(false);
    }

    @Override
    public Form form() {
        return Form.of(set ? "units mask" : "units unmask", Group.MACHINE, set ? MASK : UNMASK)
                .about(
                        set
                                ? "Stops it, and puts a link to /dev/null in its place, which systemctl can't do for a unit below /etc. Activations and"
                                        + " rollbacks leave it so."
                                : "Writes its file as it was installed last. It is not started.")
                .operand(Operand.required("UNIT", new Shape.Text(), "An installed unit, such as display"))
                .example(
                        (set ? "units mask" : "units unmask") + " display",
                        set ? "On a machine without one" : "Once it has one")
                .change();
    }

    @Override
    public Answer run(Session session) {
        String unit = session.values().operand(0).orElseThrow();
        return new ChangeFlow(session).run(new Request.Masking(unit, set));
    }
}
