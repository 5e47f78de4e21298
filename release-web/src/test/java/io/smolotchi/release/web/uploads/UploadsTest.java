package io.smolotchi.release.web.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.smolotchi.release.refusal.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadsTest {

    private static final long LARGE = 48L << 20;

    @TempDir
    Path root;

    @Test
    void an_archive_goes_to_the_disk_through_one_buffer() throws Exception {
        Uploads uploads = uploads(LARGE);
        uploads.receive(new ByteArrayInputStream(new byte[1]), "warm.tar", 1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        String id = uploads.receive(new Zeros(LARGE), "large.tar", LARGE);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes of the heap for %d bytes of an archive", LARGE)
                .isLessThan(4L << 20);
        assertThat(root.resolve("uploads").resolve(id).resolve("large.tar")).hasSize(LARGE);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(root.resolve("uploads").resolve(id))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_sender_who_is_gone_or_sends_too_much_leaves_nothing() {
        Uploads uploads = uploads(1_000);
        assertThatThrownBy(() -> uploads.receive(new Zeros(1_001), "a", -1)).isInstanceOf(Refused.class);
        InputStream goes = new SequenceInputStream(new Zeros(10), broken());
        assertThatThrownBy(() -> uploads.receive(goes, "a", -1)).hasMessage("gone");
        assertThatThrownBy(() -> uploads.receive(new Zeros(1), "a", Long.MAX_VALUE / 2))
                .isInstanceOf(Refused.class);
        assertThat(root.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void what_nobody_staged_within_a_day_goes() throws Exception {
        Uploads uploads = uploads(1_000);
        String old = uploads.receive(new Zeros(1), "a", 1);
        String young = uploads.receive(new Zeros(1), "a", 1);
        Files.setLastModifiedTime(
                root.resolve("uploads").resolve(old),
                FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        uploads.receive(new Zeros(1), "b", 1);

        assertThat(root.resolve("uploads").resolve(old)).doesNotExist();
        assertThat(root.resolve("uploads").resolve(young)).exists();
    }

    @Test
    void what_is_old_goes_without_another_coming_and_what_somebody_looks_at_stays() throws Exception {
        Uploads uploads = uploads(1_000);
        Path directory = root.resolve("uploads");
        uploads.sweep();
        String looked = uploads.receive(new Zeros(1), "a", 1);
        String old = uploads.receive(new Zeros(1), "a", 1);
        Path outside = Files.createDirectory(root.resolve("outside"));
        Files.createFile(outside.resolve("kept"));
        Files.createSymbolicLink(directory.resolve("dangling"), root.resolve("nowhere"));
        Files.createSymbolicLink(directory.resolve("link"), outside);
        for (String name : List.of(looked, old)) {
            Files.setLastModifiedTime(
                    directory.resolve(name), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        }

        uploads.touch(looked);
        uploads.sweep();

        assertThat(directory.resolve(looked)).exists();
        assertThat(directory.resolve(old)).doesNotExist();
        assertThat(uploads.receive(new Zeros(1), "b", 1))
                .as("a dangling link is in nobody's way")
                .hasSize(32);
        new Uploads(directory, 1_000, Clock.offset(Clock.systemUTC(), Duration.ofHours(25))).sweep();
        assertThat(directory).isEmptyDirectory();
        assertThat(outside.resolve("kept")).exists();
    }

    @Test
    void what_waits_to_be_staged_has_a_limit() throws Exception {
        Uploads uploads = uploads(1_000);
        String first = uploads.receive(new Zeros(1_000), "a", 1_000);
        for (int more = 1; more < 4; more++) {
            uploads.receive(new Zeros(1_000), "a", 1_000);
        }
        assertThatThrownBy(() -> uploads.receive(new Zeros(1), "a", 1)).hasMessageContaining("wait to be staged");
        uploads.takeAway(first);
        assertThat(uploads.receive(new Zeros(1), "a", 1)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "app-1.0.tar.gz,app-1.0.tar.gz",
        "C:\\dir\\app-1.0.zip,app-1.0.zip",
        "../../etc/passwd,passwd",
        "..,archive",
        "'',archive",
        ".hidden.tar,hidden.tar",
        "-rf,rf",
        "<script>alert(1)</script>,script_",
        "ä b.zip,__b.zip"
    })
    void a_name_is_a_plain_file_name(String given, String name) {
        assertThat(UploadName.of(given)).isEqualTo(name);
        assertThat(UploadName.of("x".repeat(500) + "-1.2.zip")).hasSize(120).endsWith("-1.2.zip");
    }

    private Uploads uploads(long most) {
        return new Uploads(root.resolve("uploads"), most, Clock.systemUTC());
    }

    private static InputStream broken() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        };
    }
}
