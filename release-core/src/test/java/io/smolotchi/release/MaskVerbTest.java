package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.RequestJson;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between a look at the plan and the lock somebody else may have installed another set. */
class MaskVerbTest {

    private static final String WEB = "smolotchi-web.service";
    private static final String LOCAL = "smolotchi-local.service";

    @TempDir
    static Path sources;

    private static InstalledTemplate template;

    @TempDir
    Path root;

    private OfflineMachine other;
    private Parts parts;

    @BeforeAll
    static void template() {
        template = new InstalledTemplate(sources);
    }

    @BeforeEach
    void start() {
        template.copyTo(root);
        other = new OfflineMachine(root);
        parts = new Parts(new HostRoot(root), Clock.systemUTC(), List.of());
    }

    @AfterEach
    void close() {
        other.close();
        parts.close();
    }

    /** With another text of the web's unit, and one unit more. */
    private void somebodyElseActivatesAnother() throws IOException {
        Path tree = Sample.tree("1.1.0", Files.createDirectories(sources.resolve(root.getFileName())));
        Path shipped = tree.resolve("packaging/systemd");
        Files.writeString(shipped.resolve(WEB), Files.readString(shipped.resolve(WEB)) + "\n# another text\n");
        Files.writeString(shipped.resolve(LOCAL), "[Service]\nExecStart=/opt/smolotchi/current/run\nUser=smolotchi\n");
        Files.setPosixFilePermissions(
                Files.writeString(tree.resolve("run"), "#!/bin/sh\n"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Path descriptor = tree.resolve("release.yaml");
        Files.writeString(descriptor, Files.readString(descriptor) + "units:\n  install: [" + LOCAL + "]\n");
        assertThat(other.stage(tree)).isInstanceOf(Outcome.Done.class);
        assertThat(other.activate("1.1.0")).isEqualTo(new Outcome.Unchecked());
    }

    private Outcome perform(MaskVerb verb, Request.Masking request) {
        OperationId id = parts.catalog()
                .ask(
                        request.kind(),
                        new Caller("tester", Origin.CONSOLE, ""),
                        parts.clock().instant(),
                        RequestJson.write(request),
                        Optional.empty());
        Operation operation = parts.catalog().operation(id).orElseThrow();
        return verb.perform(operation, new OperationRun(id, parts.catalog(), parts.clock(), () -> false));
    }

    private String text(String unit) throws IOException {
        return Files.readString(root.resolve("etc/systemd/system").resolve(unit));
    }

    @Test
    void what_is_freed_gets_the_text_that_is_installed_once_the_lock_is_held() throws IOException {
        assertThat(other.carryOut(new Request.Masking(WEB, true))).isInstanceOf(Outcome.Done.class);
        Request.Masking request = new Request.Masking(WEB, false);
        MaskVerb verb = new MaskVerb(parts, new Turn(parts), request);
        assertThat(verb.plan().refusals()).isEmpty();

        somebodyElseActivatesAnother();

        assertThat(perform(verb, request)).isInstanceOf(Outcome.Done.class);
        assertThat(text(WEB)).contains("# another text");
    }

    @Test
    void a_unit_that_came_meanwhile_is_masked_and_one_that_was_edited_meanwhile_is_not() throws IOException {
        Request.Masking local = new Request.Masking("local", true);
        MaskVerb verb = new MaskVerb(parts, new Turn(parts), local);
        assertThat(verb.plan().refusals()).extracting(Refusal::code).containsExactly(Code.UNIT_UNKNOWN);
        Request.Masking web = new Request.Masking("web", true);
        MaskVerb another = new MaskVerb(parts, new Turn(parts), web);
        assertThat(another.plan().refusals()).isEmpty();

        somebodyElseActivatesAnother();
        Files.writeString(root.resolve("etc/systemd/system").resolve(WEB), text(WEB) + "# mine\n");

        assertThat(perform(verb, local)).isInstanceOf(Outcome.Done.class);
        assertThat(Files.readSymbolicLink(root.resolve("etc/systemd/system").resolve(LOCAL)))
                .hasToString("/dev/null");
        assertThat(perform(another, web)).isInstanceOf(Outcome.Refused.class);
        assertThat(text(WEB)).endsWith("# mine\n");
    }
}
