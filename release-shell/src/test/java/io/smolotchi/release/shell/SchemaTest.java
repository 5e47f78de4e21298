package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.shell.command.Commands;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every command's answer in JSON is described, and is what its description says. What a real core answers is looked at by {@link OfflineRootTest}. */
class SchemaTest {

    private static final Set<String> OF_NO_COMMAND = Set.of("common", "plan", "unknown");

    /** A line of each command that is answered with its own data. */
    static final List<String> READS = List.of(
            "status",
            "list",
            "show 1.0.0",
            "show @9",
            "verify --all",
            "diff 1.0.0 1.1.0",
            "history",
            "catalog export",
            "catalog check",
            "schedule status",
            "units status",
            "units diff",
            "logs web",
            "doctor",
            "explain BUSY",
            "version",
            "help",
            "run --id 9",
            "boot",
            "operator",
            "catalog migrate",
            "watch @9");

    static final List<String> CHANGES = List.of(
            "activate 1.1.0",
            "rollback",
            "redo",
            "recover",
            "stage /x",
            "pin 1.1.0",
            "unpin 1.1.0",
            "mark-bad 1.1.0",
            "mark-good 1.1.0",
            "prune",
            "adopt",
            "uninstall",
            "schedule enable",
            "schedule disable",
            "units mask display",
            "units unmask display",
            "verify --all --repair",
            "doctor --fix");

    @TempDir
    Path dir;

    private JsonNode answer(Memory core, Recorder screen, String line) {
        List<String> words = new ArrayList<>(Words.of(line));
        words.add("--json");
        new Console(Commands.all(), screen, (_, _) -> core, "anna").run(words);
        return Schemas.check(screen.printed());
    }

    private JsonNode answer(Memory core, String line) {
        return answer(core, new Recorder(), line);
    }

    @Test
    void every_command_is_described_and_nothing_else() {
        Set<String> commands = new TreeSet<>(OF_NO_COMMAND);
        Commands.all()
                .grammar()
                .forms()
                .forEach(form -> commands.add(form.name().replace(' ', '-')));

        assertThat(Schemas.all().keySet()).isEqualTo(commands);
    }

    @Test
    void descriptions_are_json_schemas_of_2020_12_and_say_what_each_member_is() {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        Schemas.all().forEach((name, schema) -> {
            assertThat(meta.validate(schema)).as(name).isEmpty();
            assertThat(schema.path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(silent(schema)).as(name).isEmpty();
        });
    }

    /** Members without a word about them. What they refer to may have it. */
    private static List<String> silent(JsonNode schema) {
        List<String> silent = new ArrayList<>();
        if (schema.path("properties") instanceof ObjectNode members) {
            members.propertyStream()
                    .filter(member -> !member.getValue().has("description")
                            && !member.getValue().has("$ref"))
                    .forEach(member -> silent.add(member.getKey()));
        }
        schema.forEach(part -> silent.addAll(silent(part)));
        return silent;
    }

    @Test
    void what_is_read_is_as_described() {
        Set<String> answered = new HashSet<>();
        for (String line : READS) {
            JsonNode document = answer(new Memory(), line);
            assertThat(document.has("refusals")).as(line).isFalse();
            answered.add(document.path("command").asString());
        }
        CHANGES.forEach(line -> answered.add(Commands.all().grammar().forms().stream()
                .map(Form::name)
                .filter(name -> (line + " ").startsWith(name + " "))
                .findFirst()
                .orElseThrow()));

        assertThat(Commands.all().grammar().forms())
                .extracting(Form::name)
                .allMatch(name -> answered.contains(name)
                        || Set.of("install-systemd", "catalog rebuild").contains(name));
    }

    @Test
    void what_a_change_answers_is_as_described_however_it_ends() {
        List<Outcome> outcomes = List.of(
                new Outcome.Healthy(),
                new Outcome.Unchecked(),
                new Outcome.Done("done"),
                new Outcome.RolledBack("watch", Code.HEALTH_FAILED, "web answered 500", Blame.RELEASE),
                new Outcome.Stranded("undo", Code.UNIT_FAILED, "x"),
                new Outcome.Abandoned(Code.UNIT_WOULD_NOT_STOP, "core"),
                new Outcome.Failed(Code.HOST_FAULT, "disk full"),
                new Outcome.Refused(List.of(Refusal.of(Code.BUSY, "cannot: because"))));
        List<Plan> plans = List.of(Sample.activation(), Sample.staging(), Sample.pruning(), Sample.pinning());
        for (String line : CHANGES) {
            for (Plan plan : plans) {
                outcomes.forEach(outcome ->
                        answer(new Memory().planning(plan).ending(outcome), line + " --yes --foreground -q"));
                assertThat(answer(new Memory().planning(plan), line + " --dry-run")
                                .path("digest")
                                .asString())
                        .isEqualTo(plan.digest().toString());
                answer(new Memory().planning(plan), new Recorder().answering("n"), line);
                answer(new Memory().planning(plan), line);
            }
            answer(new Memory().planning(Sample.nothing()), line + " --yes");
            answer(
                    new Memory().planning(_ -> {
                        throw new IllegalStateException("the bus is gone");
                    }),
                    line + " --yes");
        }
    }

    @Test
    void an_installation_is_as_described() {
        Memory core = new Memory()
                .planning(request -> request instanceof Request.Stage ? Sample.staging() : Sample.activation())
                .ending(request ->
                        request instanceof Request.Stage ? new Outcome.Done("staged 1.1.0") : new Outcome.Healthy());
        String line = "install-systemd --project-dir " + dir;
        answer(core, line + " --web-port 8081 --dry-run");
        answer(core, line + " --yes --foreground");
        answer(core, line);
        answer(core, new Recorder().answering("n"), line);
    }

    @Test
    void a_catalog_that_is_made_again_is_as_described() {
        answer(new Memory(), "catalog rebuild --yes");
    }

    @Test
    void help_and_what_is_not_understood_are_as_described() {
        Commands.all().grammar().forms().forEach(form -> {
            answer(new Memory(), form.name() + " --help");
            answer(new Memory(), form.name() + " --no-such-option");
        });
        answer(new Memory(), "frobnicate");
        answer(new Memory(), "units");
    }

    @Test
    void a_member_that_is_not_described_or_missing_is_found() {
        String sound = "{\"schema\":1,\"command\":\"version\",\"exit\":0,\"version\":\"1\",\"java\":\"25\"}";
        Schemas.check(sound);
        for (Map.Entry<String, String> broken : Map.of(
                        "\"java\":\"25\"", "\"java\":\"25\",\"os\":\"x\"",
                        ",\"java\":\"25\"", "",
                        "\"java\":\"25\"}", "\"java\":25}",
                        "\"exit\":0", "\"exit\":9",
                        "\"schema\":1", "\"schema\":2")
                .entrySet()) {
            String text = sound.replace(broken.getKey(), broken.getValue());
            assertThatThrownBy(() -> Schemas.check(text)).as(text).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void a_row_with_a_member_too_many_is_found() {
        Recorder screen = new Recorder();
        answer(new Memory(), screen, "history");
        String text = screen.printed().replaceFirst("\"position\" :", "\"colour\" : 1, \"position\" :");
        assertThatThrownBy(() -> Schemas.check(text))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("colour");
    }
}
