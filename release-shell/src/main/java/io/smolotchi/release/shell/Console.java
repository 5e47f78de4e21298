package io.smolotchi.release.shell;

import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.line.Parser;
import io.smolotchi.release.shell.line.Values;
import io.smolotchi.release.shell.output.Json;
import io.smolotchi.release.shell.output.Page;
import io.smolotchi.release.shell.output.RefusalsView;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Runs a line: understands it, runs its command, shows the answer, and says how it went as an exit code. Nothing is thrown out of it. */
public final class Console {

    private final Verbs verbs;
    private final Screen screen;
    private final FrontDoor.Opener opener;
    private final String actor;

    public Console(Verbs verbs, Screen screen, FrontDoor.Opener opener, String actor) {
        this.verbs = verbs;
        this.screen = screen;
        this.opener = opener;
        this.actor = actor;
    }

    public Verbs verbs() {
        return verbs;
    }

    /** @param words of one line, as split by a shell */
    public ExitCode run(List<String> words) {
        Values values;
        try {
            values = new Parser(verbs.grammar()).parse(words);
        } catch (Refused refused) {
            List<Refusal> refusals =
                    Parser.root(words).map(Advice::new).orElseGet(Advice::here).in(refused.refusals());
            return refused("", refusals, Parser.asksFor("json", words), Parser.asksFor("no-color", words));
        }
        return run(values);
    }

    /** @param values of one of our verbs */
    public ExitCode run(Values values) {
        String command = values.form().name();
        try (Session session = new Session(values, screen, opener, actor)) {
            Answer answer = verbs.named(values.flag("help") ? "help" : command).run(session);
            show(session, answer);
            return answer.exit();
        } catch (Refused refused) {
            List<Refusal> refusals = Session.advice(values).in(refused.refusals());
            return refused(command, refusals, values.flag("json"), values.flag("no-color"));
        } catch (RuntimeException | Error fault) {
            return fault(values, fault);
        }
    }

    /** Says why a line was not even understood. */
    public ExitCode refuse(Refused refused) {
        return refused("", refused.refusals(), false, false);
    }

    private void show(Session session, Answer answer) {
        Page out = session.out();
        if (session.json()) {
            Json.document(
                    screen.out(),
                    session.values().form().name(),
                    answer.exit().value(),
                    answer.view().json());
        } else if (session.quiet()) {
            answer.view().brief(out);
        } else {
            answer.view().print(out);
        }
        out.flush();
        if (!session.quiet()) {
            answer.view().hints().forEach(hint -> session.err().line(hint));
        }
    }

    private ExitCode refused(String command, List<Refusal> refusals, boolean json, boolean plain) {
        ExitCode exit = ExitCode.of(refusals);
        RefusalsView view = new RefusalsView(refusals);
        if (json) {
            Json.document(screen.out(), command, exit.value(), view.json());
        }
        view.print(new Page(screen.err(), screen.errLook(plain)));
        return exit;
    }

    private ExitCode fault(Values values, Throwable fault) {
        LoggerFactory.getLogger(Console.class)
                .error("command {} failed", values.form().name(), fault);
        String what = "cannot finish '" + values.form().name() + "': because of a fault, "
                + Optional.ofNullable(fault.getMessage())
                        .orElse(fault.getClass().getName());
        String remedy = values.flag("debug") ? "" : "add --debug to see the details";
        ExitCode exit = refused(
                values.form().name(),
                List.of(Refusal.of(Code.FAULT, what, remedy)),
                values.flag("json"),
                values.flag("no-color"));
        if (values.flag("debug")) {
            fault.printStackTrace(screen.err());
        }
        return exit;
    }
}
