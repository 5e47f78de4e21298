package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.store.Uploads;
import io.smolotchi.release.store.disk.Reserve;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the web received, staged as anything else. */
class UploadStagingTest {

    private static final String ID = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path root;

    @Test
    void an_upload_becomes_a_release_that_names_it_and_is_gone_then() throws Exception {
        Path archive = upload("app-1.2.0.zip", "app-1.2.0/app.txt");
        try (OfflineMachine machine = new OfflineMachine(root)) {
            Plan plan = machine.core().changesFromAfar().plan(request());
            assertThat(plan.refusals()).isEmpty();
            assertThat(((StagePlan) plan).version()).contains(Version.of("1.2.0"));
            assertThat(((StagePlan) plan).source()).isEqualTo("upload app-1.2.0.zip");

            OperationId id = machine.core()
                    .changesFromAfar()
                    .ask(request().agreedTo(plan), new Caller("ada", Origin.WEB, ""), Optional.of(plan.digest()));
            while (machine.core().inquiries().operation(id).ended().isEmpty()) {
                Thread.sleep(10);
            }

            assertThat(machine.core()
                            .inquiries()
                            .operation(id)
                            .ended()
                            .orElseThrow()
                            .outcome())
                    .isInstanceOf(Outcome.Done.class);
            ReleaseDetails release = machine.core().inquiries().release(Version.of("1.2.0"));
            assertThat(release.summary().release().source()).isEqualTo("upload app-1.2.0.zip");
            assertThat(archive.getParent()).doesNotExist();
        }
    }

    @Test
    void an_upload_that_is_refused_stays_so_that_another_version_can_be_tried() throws Exception {
        Path archive = upload("app-1.2.0.zip", "../../etc/passwd");
        try (OfflineMachine machine = new OfflineMachine(root)) {
            assertThat(machine.core().changesFromAfar().plan(request()).refusals())
                    .extracting(Refusal::code)
                    .containsExactly(Code.SOURCE_UNSAFE);
            assertTellsNoPath(machine, "app-1.2.0.zip");
            assertThat(machine.carryOut(request())).isInstanceOf(Outcome.Refused.class);
            assertThat(archive).exists();
        }
    }

    @Test
    void an_operation_that_was_cancelled_says_by_whom() throws Exception {
        upload("app-1.2.0.zip", "app-1.2.0/app.txt");
        try (OfflineMachine machine = new OfflineMachine(root)) {
            OperationId id = machine.core()
                    .changesFromAfar()
                    .ask(request(), new Caller("ada", Origin.WEB, ""), Optional.empty());
            boolean told = machine.core().changesFromAfar().cancel(id, "grace");
            while (machine.core().inquiries().operation(id).ended().isEmpty()) {
                Thread.sleep(10);
            }

            assertThat(machine.core().inquiries().events(id, 0).stream()
                            .anyMatch(event -> event.text().equals("cancelled by grace")))
                    .as("it was told to stop: " + told)
                    .isEqualTo(told);
            assertThat(machine.core().changesFromAfar().cancel(id, "late")).isFalse();
            assertThat(machine.core().inquiries().events(id, 0))
                    .noneMatch(event -> event.text().contains("late"));
        }
    }

    @Test
    void what_is_not_what_was_agreed_to_is_not_staged() throws Exception {
        upload("app-1.2.0.zip", "app-1.2.0/app.txt");
        try (OfflineMachine machine = new OfflineMachine(root)) {
            Request other = new Request.Stage(new Source.Upload(ID), Optional.of(Version.of("1.3.0")));
            Plan agreed = machine.core().changesFromAfar().plan(request());
            OperationId id = machine.core()
                    .changesFromAfar()
                    .ask(other, new Caller("ada", Origin.WEB, ""), Optional.of(agreed.digest()));
            while (machine.core().inquiries().operation(id).ended().isEmpty()) {
                Thread.sleep(10);
            }

            assertThat(machine.core()
                            .inquiries()
                            .operation(id)
                            .ended()
                            .orElseThrow()
                            .outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.refusals())
                                    .extracting(Refusal::code)
                                    .containsExactly(Code.PLAN_STALE));
            assertThat(machine.core().inquiries().releases()).isEmpty();
        }
    }

    @Test
    void another_archive_in_its_place_is_not_what_was_agreed_to() throws Exception {
        Path archive = upload("app-1.2.0.zip", "app-1.2.0/app.txt");
        try (OfflineMachine machine = new OfflineMachine(root)) {
            Plan agreed = machine.core().changesFromAfar().plan(request());
            Files.delete(archive);
            upload("app-1.2.0.zip", "app-1.2.0/other.txt");

            assertThat(machine.carryOut(request(), agreed.digest()))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.refusals())
                                    .extracting(Refusal::code)
                                    .containsExactly(Code.PLAN_STALE));
            assertThat(machine.core().inquiries().releases()).isEmpty();
            assertThat(root.resolve("var/lib/smolotchi-release/received")).doesNotExist();
        }
    }

    @Test
    void what_is_linked_from_elsewhere_or_is_no_file_is_refused_and_nothing_waits_for_it() throws Exception {
        Path archive = upload("app-1.2.0.zip", "app-1.2.0/app.txt");
        try (OfflineMachine machine = new OfflineMachine(root)) {
            Path other = Files.createLink(root.resolve("another-name"), archive);
            assertRefused(machine, request());
            Files.delete(other);
            Path second = Files.createFile(archive.resolveSibling("second"));
            assertRefused(machine, request());
            Files.delete(second);
            Files.delete(archive);
            assertThat(new ProcessBuilder("mkfifo", archive.toString()).start().waitFor())
                    .isZero();
            assertRefused(machine, request());
            assertThat(machine.carryOut(request())).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void links_in_place_of_the_directories_are_not_followed_either() throws Exception {
        upload("app-1.2.0.zip", "app-1.2.0/app.txt");
        Path area = root.resolve("." + Source.Upload.DIRECTORY).normalize();
        Path elsewhere = Files.move(area, root.resolve("elsewhere"));
        Files.createSymbolicLink(area, elsewhere);
        try (OfflineMachine machine = new OfflineMachine(root)) {
            assertRefused(machine, request());
            Path victim = elsewhere.resolve(ID).resolve("app-1.2.0.zip");
            new Uploads(area, root.resolve("copies"), new Reserve(0, 0), 1_000).delete(ID);
            assertThat(victim).exists();
            Files.delete(area);
            Files.createDirectory(area);
            Files.createSymbolicLink(area.resolve(ID), elsewhere.resolve(ID));
            assertRefused(machine, request());
            new Uploads(area, root.resolve("copies"), new Reserve(0, 0), 1_000).delete(ID);
            assertThat(victim).exists();
        }
    }

    @Test
    void what_is_larger_than_a_release_may_be_is_refused_before_a_byte_is_read() throws Exception {
        Path archive = upload("app-1.2.0.zip", "app-1.2.0/app.txt");
        Path settings = Files.createDirectories(root.resolve("etc/smolotchi-release"));
        Files.writeString(settings.resolve("release.yaml"), "store:\n  mebibytes: 1\n");
        try (RandomAccessFile sparse = new RandomAccessFile(archive.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        try (OfflineMachine machine = new OfflineMachine(root)) {
            assertThat(machine.core().changesFromAfar().plan(request()).refusals())
                    .extracting(Refusal::code)
                    .containsExactly(Code.SOURCE_TOO_LARGE);
            assertThat(machine.carryOut(request())).isInstanceOf(Outcome.Refused.class);
            assertThat(archive).exists();
        }
    }

    @Test
    void what_holds_more_than_was_ever_uploaded_is_not_taken_away_for_ever() throws Exception {
        upload("app-1.2.0.zip", "app-1.2.0/app.txt");
        Path area = root.resolve("." + Source.Upload.DIRECTORY).normalize();
        Path upload = area.resolve(ID);
        for (int i = 0; i < 300; i++) {
            Files.createFile(upload.resolve("f" + i));
        }
        assertThat(new Uploads(area, root.resolve("copies"), new Reserve(0, 0), 1_000).delete(ID))
                .singleElement()
                .asString()
                .contains("more than 100 files");
        assertThat(upload).isNotEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../../etc", "0123456789abcdef0123456789abcdeF", ID + "/x", "."})
    void what_is_no_id_leads_nowhere(String id) {
        try (OfflineMachine machine = new OfflineMachine(root)) {
            assertRefused(machine, new Request.Stage(new Source.Upload(id), Optional.empty()));
        }
    }

    @Test
    void a_link_in_place_of_an_upload_is_not_followed() throws Exception {
        Path secret = zip(root.resolve("secret-1.0.zip"), "secret");
        Path link = Files.createDirectories(
                root.resolve("." + Source.Upload.DIRECTORY).resolve(ID));
        Files.createSymbolicLink(link.resolve("app-1.0.zip"), secret);
        try (OfflineMachine machine = new OfflineMachine(root)) {
            assertRefused(machine, request());
            Files.delete(link.resolve("app-1.0.zip"));
            assertRefused(machine, request());
            Files.delete(link);
            Files.createSymbolicLink(link, Files.createDirectory(root.resolve("elsewhere")));
            Files.move(secret, root.resolve("elsewhere/secret-1.0.zip"));
            assertRefused(machine, request());
        }
    }

    @Test
    void what_is_no_archive_or_a_broken_one_is_named_without_its_path() throws Exception {
        Path archive = upload("app-1.2.0.zip", "app-1.2.0/app.txt");
        byte[] whole = Files.readAllBytes(archive);
        try (OfflineMachine machine = new OfflineMachine(root)) {
            for (byte[] broken : List.of(
                    "no archive".getBytes(StandardCharsets.UTF_8),
                    Arrays.copyOf(whole, whole.length / 2),
                    new byte[] {0x1f, (byte) 0x8b, 8, 0, 0})) {
                Files.write(archive, broken);
                assertTellsNoPath(machine, "app-1.2.0.zip");
            }
        }
    }

    private void assertTellsNoPath(OfflineMachine machine, String name) {
        assertThat(machine.core().changesFromAfar().plan(request()).refusals())
                .isNotEmpty()
                .allSatisfy(refusal -> {
                    assertThat(refusal.what()).contains("cannot stage " + name + ": ");
                    assertThat(refusal.what() + refusal.remedy()).doesNotContain(root.toString(), ID);
                });
    }

    private static void assertRefused(OfflineMachine machine, Request request) {
        assertThat(machine.core().changesFromAfar().plan(request).refusals())
                .extracting(Refusal::code)
                .containsExactly(Code.SOURCE_UNREADABLE);
    }

    private static Request request() {
        return new Request.Stage(new Source.Upload(ID), Optional.empty());
    }

    private Path upload(String name, String entry) throws IOException {
        Path directory = Files.createDirectories(
                root.resolve("." + Source.Upload.DIRECTORY).resolve(ID));
        return zip(directory.resolve(name), entry);
    }

    private static Path zip(Path file, String entry) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write("text".getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
