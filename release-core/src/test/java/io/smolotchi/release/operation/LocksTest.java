package io.smolotchi.release.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocksTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void a_second_writer_in_the_same_process_is_refused_and_told_who_is_at_it() {
        try (LockFile.Held _ = locks().change("activate @17", "anna")) {
            assertThatThrownBy(() -> locks().change("rollback @18", "ben"))
                    .isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.refusals())
                                .extracting(refusal -> refusal.code())
                                .containsExactly(Code.BUSY);
                        assertThat(refused)
                                .hasMessageContaining("cannot start rollback @18")
                                .hasMessageContaining("activate @17 by anna")
                                .hasMessageContaining(
                                        "pid " + ProcessHandle.current().pid())
                                .hasMessageContaining("since "
                                        + NOON.atZone(ZoneId.systemDefault()).toLocalDate());
                    });
        }
    }

    @Test
    void whoever_is_refused_is_told_within_a_second() {
        try (LockFile.Held _ = locks().change("activate @17", "anna")) {
            long begun = System.nanoTime();
            assertThatThrownBy(() -> locks().change("rollback @18", "ben")).isInstanceOf(Refused.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void one_that_has_said_how_it_ended_is_waited_for_until_it_lets_go() throws Exception {
        LockFile.Held held = locks().change("activate @17", "anna");
        Thread tidying = Thread.ofPlatform().start(() -> {
            try {
                Thread.sleep(Duration.ofMillis(1_200));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            held.close();
        });
        try (LockFile.Held _ = locks().change(
                        "rollback @18", "ben", holder -> holder.number().equals(Optional.of(new OperationId(17))))) {
            assertThat(locks().changeHolder()).map(Holder::operation).contains("rollback @18");
        }
        tidying.join();
    }

    @Test
    void a_second_writer_in_another_process_is_refused_and_told_who_is_at_it() throws Exception {
        try (LockFile.Held _ = locks().change("activate @17", "anna");
                LockingProcess other = LockingProcess.start(directory, "change", "rollback @18", "ben")) {
            assertThat(other.answer())
                    .startsWith(Code.BUSY + " cannot start rollback @18")
                    .contains(
                            "activate @17 by anna",
                            "pid " + ProcessHandle.current().pid());
            assertThat(other.end()).isZero();
        }
    }

    @Test
    void a_process_that_holds_a_lock_shuts_this_one_out_until_it_ends() throws Exception {
        try (LockingProcess other =
                LockingProcess.start(directory, "change", "prune @3", "timer").holding()) {
            assertThatThrownBy(() -> locks().change("activate @4", "anna"))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("prune @3 by timer (pid " + other.pid());
            assertThat(other.end()).isZero();
            locks().change("activate @4", "anna").close();
        }
    }

    @Test
    void a_killed_holder_leaves_no_lock_and_nobody_believes_what_it_left_behind() throws Exception {
        try (LockingProcess other =
                LockingProcess.start(directory, "change", "activate @5", "anna").holding()) {
            assertThat(locks().changeHolder()).map(Holder::operation).contains("activate @5");
            other.kill();
        }
        assertThat(directory.resolve("lock.holder")).exists();
        assertThat(locks().changeHolder()).isEmpty();
        try (LockFile.Held _ = locks().change("recover @6", "boot")) {
            assertThat(locks().changeHolder()).map(Holder::operation).contains("recover @6");
        }
        assertThat(locks().changeHolder()).isEmpty();
    }

    @Test
    void a_process_that_was_given_the_number_of_a_dead_holder_is_not_taken_for_it() throws IOException {
        ProcessMark self = ProcessMark.self();
        writeHolder(self.pid(), self.start() + "0");
        assertThat(locks().changeHolder()).isEmpty();
        writeHolder(self.pid(), self.start());
        assertThat(locks().changeHolder()).isPresent();
    }

    @Test
    void a_holder_that_hangs_past_its_deadline_is_ended_and_named_by_the_next_one() throws Exception {
        try (LockingProcess other = LockingProcess.start(
                        directory, "change", "activate @5", "anna", Duration.ofMillis(10))
                .holding()) {
            other.hang();
            Thread.sleep(100);
            assertThat(locks().changeHolder()).isEmpty();
            assertThat(locks().hungHolder()).map(Holder::pid).contains(other.pid());
            try (LockFile.Held held = locks().change("recover @6", "ben")) {
                assertThat(held.ended())
                        .map(Holder::words)
                        .get()
                        .asString()
                        .contains("activate @5 by anna (pid " + other.pid());
                assertThat(other.ends()).isTrue();
                assertThat(locks().changeHolder()).map(Holder::operation).contains("recover @6");
            }
        }
    }

    @Test
    void one_that_hangs_within_its_deadline_is_waited_for_whatever_the_clock_says() throws Exception {
        try (LockingProcess other =
                LockingProcess.start(directory, "change", "activate @5", "anna").holding()) {
            other.hang();
            Locks inTenYears = new Locks(directory, Clock.fixed(NOON.plus(Duration.ofDays(3650)), ZoneOffset.UTC));
            assertThatThrownBy(() -> inTenYears.change("recover @6", "ben"))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("activate @5 by anna");
            assertThat(other.alive()).isTrue();
        }
    }

    @Test
    void a_process_that_was_given_the_number_of_the_one_that_hung_is_not_ended() throws Exception {
        try (LockingProcess other = LockingProcess.start(
                        directory, "change", "activate @5", "anna", Duration.ofMillis(10))
                .holding()) {
            ProcessMark marked = new ProcessMark(other.pid(), ProcessMark.self().start());
            assertThat(ProcessDescriptor.of(marked)).isEmpty();
            assertThat(other.alive()).isTrue();
        }
    }

    @Test
    void a_staging_may_take_however_long_it_takes() throws Exception {
        try (LockingProcess other = LockingProcess.start(directory, "stage", "stage @5", "anna", Duration.ofMillis(10))
                .holding()) {
            Thread.sleep(100);
            assertThatThrownBy(() -> locks().stage("stage @6", "ben")).isInstanceOf(Refused.class);
            assertThat(other.alive()).isTrue();
        }
    }

    @Test
    void a_torn_note_about_the_holder_is_no_holder() throws IOException {
        Files.writeString(directory.resolve("lock.holder"), "{\"pid\":1");
        assertThat(locks().changeHolder()).isEmpty();
        locks().change("activate @1", "anna").close();
    }

    @Test
    void reading_who_holds_the_lock_does_not_drop_it() throws Exception {
        try (LockFile.Held _ = locks().change("activate @17", "anna")) {
            for (int i = 0; i < 20; i++) {
                assertThat(locks().changeHolder()).isPresent();
            }
            try (LockingProcess other = LockingProcess.start(directory, "change", "rollback @18", "ben")) {
                assertThat(other.answer()).startsWith(Code.BUSY.name());
            }
        }
    }

    /** Shows that the test above could fail: this is what a holder inside the locked file would lead to. */
    @Test
    void opening_the_locked_file_itself_would_drop_the_lock() throws Exception {
        try (LockFile.Held _ = locks().change("activate @17", "anna")) {
            FileChannel.open(directory.resolve("lock"), StandardOpenOption.READ).close();
            try (LockingProcess other = LockingProcess.start(directory, "change", "rollback @18", "ben")) {
                assertThat(other.answer()).isEqualTo("held");
            }
        }
    }

    @Test
    void a_staging_and_a_change_do_not_keep_each_other_waiting() throws Exception {
        try (LockingProcess _ = LockingProcess.start(directory, "stage", "stage @1", "anna")
                        .holding();
                LockFile.Held _ = locks().change("rollback @2", "ben")) {
            assertThatThrownBy(() -> locks().stage("stage @3", "carl"))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("stage @1 by anna");
            assertThat(locks().stageHolder()).map(Holder::operation).contains("stage @1");
            assertThat(locks().inTheWay(OperationKind.STAGE))
                    .map(Holder::operation)
                    .contains("stage @1");
            assertThat(locks().inTheWay(OperationKind.PRUNE))
                    .map(Holder::operation)
                    .contains("stage @1");
            assertThat(locks().inTheWay(OperationKind.MARK))
                    .map(Holder::operation)
                    .contains("rollback @2");
            assertThat(locks().changeHolder()).map(Holder::operation).contains("rollback @2");
        }
    }

    @Test
    void the_end_of_a_staging_waits_for_a_change_to_end() throws Exception {
        LockFile.Held change = locks().change("mark @1", "anna");
        CompletableFuture<LockFile.Held> waiting =
                CompletableFuture.supplyAsync(() -> locks().changeWaiting("stage @2", "ben", () -> false));
        assertThatThrownBy(() -> waiting.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        change.close();
        waiting.get(10, TimeUnit.SECONDS).close();
        locks().change("mark @3", "anna").close();
    }

    @Test
    void closing_a_second_time_takes_nothing_from_the_next_holder() {
        LockFile.Held first = locks().change("mark @1", "anna");
        first.close();
        try (LockFile.Held _ = locks().change("mark @2", "ben")) {
            first.close();
            assertThat(locks().changeHolder()).map(Holder::operation).contains("mark @2");
            assertThatThrownBy(() -> locks().change("mark @3", "carl")).isInstanceOf(Refused.class);
        }
    }

    /** A full disk must not keep a prune from starting: who holds the lock is information only. */
    @Test
    void a_lock_is_had_also_when_its_holder_can_not_be_written_down() throws IOException {
        Path obstacle = Files.createDirectory(directory.resolve("lock.holder.new"));
        try (LockFile.Held _ = locks().change("prune @1", "anna")) {
            assertThat(locks().changeHolder()).isEmpty();
            assertThatThrownBy(() -> locks().change("activate @2", "ben"))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("the lock is held by a process that");
        }
        Files.delete(obstacle);
        locks().change("activate @3", "ben").close();
    }

    @Test
    void a_note_that_can_not_be_removed_does_not_keep_the_lock() throws IOException {
        LockFile.Held held = locks().change("prune @1", "anna");
        Path note = directory.resolve("lock.holder");
        Files.delete(note);
        Path obstacle = Files.createDirectories(note.resolve("inside"));
        held.close();
        Files.delete(obstacle);
        Files.delete(note);
        locks().change("activate @2", "ben").close();
    }

    /** Whoever can open the file can lock it, reading is enough, and shut every writer out. */
    @Test
    void nobody_but_its_owner_can_open_the_locked_file() throws IOException {
        locks().change("prune @1", "anna").close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("lock"))))
                .isEqualTo("rw-------");
    }

    private Locks locks() {
        return new Locks(directory, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private void writeHolder(long pid, String processStart) throws IOException {
        String json = """
                {"pid":%d,"processStart":"%s","operation":"activate @5","actor":"anna","since":"%s"}""".formatted(pid, processStart, NOON);
        Files.writeString(directory.resolve("lock.holder"), json);
    }
}
