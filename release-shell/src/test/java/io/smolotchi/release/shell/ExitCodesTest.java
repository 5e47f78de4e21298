package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.command.Commands;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each command ends with every code that its help names, and with no other. */
class ExitCodesTest {

    private static final Refusal BUSY = Refusal.of(Code.BUSY, "cannot do that: because @40 is running");
    private static final Refusal OPEN = Refusal.of(Code.ACTIVATION_OPEN, "cannot do that: @40 was interrupted");
    private static final Refusal BAD = Refusal.of(Code.RELEASE_BAD, "cannot do that: because it is bad");

    private static final List<Outcome> OF_ANY = List.of(
            new Outcome.Done("done"),
            new Outcome.Failed(Code.HOST_FAULT, "disk full"),
            new Outcome.Refused(List.of(BAD)),
            new Outcome.Refused(List.of(BUSY)));
    private static final List<Outcome> OF_ACTIVATIONS = List.of(
            new Outcome.Healthy(),
            new Outcome.Unchecked(),
            new Outcome.RolledBack("watch", Code.HEALTH_FAILED, "web answered 500", Blame.RELEASE),
            new Outcome.Abandoned(Code.UNIT_WOULD_NOT_STOP, "core"),
            new Outcome.Stranded("undo", Code.UNIT_FAILED, "x"));

    @TempDir
    Path dir;

    private final SortedSet<Integer> seen = new TreeSet<>();

    private void ends(FrontDoor.Opener opener, Recorder screen, String line) {
        seen.add(new Console(Commands.all(), screen, opener, "anna")
                .run(Words.of(line))
                .value());
    }

    private void ends(Memory core, Recorder screen, String line) {
        ends((_, _) -> core, screen, line);
    }

    private void ends(Memory core, String line) {
        ends(core, new Recorder(), line);
    }

    private static Plan plan(Request request, Refusal... refusals) {
        return request instanceof Request.Stage && refusals.length == 0
                ? Sample.staging()
                : Sample.activation(refusals);
    }

    private static Memory planning(Refusal... refusals) {
        return new Memory().planning(request -> plan(request, refusals));
    }

    @Test
    void every_command_ends_as_its_help_says() {
        List<String> lines = Stream.of(
                        SchemaTest.READS.stream(),
                        SchemaTest.CHANGES.stream(),
                        Stream.of("install-systemd --project-dir " + dir, "catalog rebuild"))
                .flatMap(some -> some)
                .toList();
        for (Form form : Commands.all().grammar().forms()) {
            seen.clear();
            List<String> ofForm = lines.stream()
                    .filter(line -> (line + " ").startsWith(form.name() + " "))
                    .toList();
            assertThat(ofForm).as(form.name()).isNotEmpty();
            ofForm.forEach(line -> asAnyCommand(line));
            if (form.change()) {
                ofForm.forEach(line -> asAChange(form, line));
            }
            if (form.name().equals("watch")) {
                watched();
            }
            if (form.name().equals("logs")) {
                ends(new Memory(), new Recorder().interrupting(ExitCode.TERMINATED), "logs web --follow");
                ends(new Memory(), new Recorder().interrupting(ExitCode.INTERRUPTED), "logs web --follow");
            }
            if (form.hidden()) {
                performed(ofForm.getFirst());
            }
            assertThat(seen).as(form.name()).isEqualTo(form.exits());
        }
    }

    private void asAnyCommand(String line) {
        String all = line.replace(" --repair", "").replace(" --fix", "");
        ends(planning(), all + " --help");
        ends(planning(), all);
        ends(planning().unwell(), all);
        ends(planning(), all + " --no-such-option");
        ends(
                (_, _) -> {
                    throw new IllegalStateException("the bus is gone");
                },
                new Recorder(),
                line);
        ends(
                (_, _) -> {
                    throw new Refused(Code.FORMAT_NEWER, "cannot read the catalog: because it is newer", "");
                },
                new Recorder(),
                line);
    }

    private void asAChange(Form form, String line) {
        boolean activates = form.exits().contains(4);
        List<Outcome> outcomes = new ArrayList<>(OF_ANY);
        outcomes.addAll(activates ? OF_ACTIVATIONS : List.of());
        for (Outcome outcome : outcomes) {
            ends(planning().ending(outcome), line + " --yes");
        }
        ends(planning(), line + " --dry-run");
        ends(planning(BAD), line + " --yes");
        ends(planning(BUSY), line + " --yes");
        ends(planning(), line);
        ends(planning().unwell(), new Recorder().answering("n"), line);
        ends(planning().unwell(), new Recorder().aborting(), line);
        ends(
                (_, _) -> {
                    throw new Refused(BUSY);
                },
                new Recorder(),
                line + " --yes");
        if (form.name().equals("catalog rebuild")) {
            return;
        }
        ends(planning().endless(), new Recorder().interrupting(ExitCode.INTERRUPTED), line + " --yes");
        ends(planning().endless(), new Recorder().interrupting(ExitCode.TERMINATED), line + " --yes");
        ends(
                new Memory()
                        .planning(
                                request -> request instanceof Request.Recover ? Sample.pinning() : plan(request, OPEN))
                        .ending(new Outcome.Stranded("start", Code.UNIT_FAILED, "both are bad")),
                line + " --yes");
    }

    /** What is typed by programs ends as the operation did, and may find the lock taken. */
    private void performed(String line) {
        for (Outcome outcome :
                Stream.concat(OF_ANY.stream(), OF_ACTIVATIONS.stream()).toList()) {
            ends(planning().ending(outcome), line);
        }
        ends(
                (_, _) -> {
                    throw new Refused(BUSY);
                },
                new Recorder(),
                line);
    }

    private void watched() {
        for (Outcome outcome :
                Stream.concat(OF_ANY.stream(), OF_ACTIVATIONS.stream()).toList()) {
            Memory core = planning().ending(outcome);
            new Console(Commands.all(), new Recorder(), (_, _) -> core, "anna").run(List.of("pin", "1.1.0", "--yes"));
            ends(core, "watch @41");
        }
        for (ExitCode how : List.of(ExitCode.INTERRUPTED, ExitCode.TERMINATED)) {
            Memory core = planning().endless();
            new Console(Commands.all(), new Recorder().interrupting(how), (_, _) -> core, "anna")
                    .run(List.of("pin", "1.1.0", "--yes"));
            ends(core, new Recorder().interrupting(how), "watch @41");
        }
    }
}
