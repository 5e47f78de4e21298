package io.smolotchi.release.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TwoProcessesTest {

    private static final int EVENTS = 120;

    @TempDir
    Path dir;

    @Test
    void processes_that_write_at_once_lose_nothing_and_a_follower_misses_nothing() throws Exception {
        Path db = dir.resolve("catalog.db");
        OtherProcess one = OtherProcess.start(db, Event.Type.NOTE, EVENTS, OtherProcess.End.PROPERLY);
        OtherProcess two = OtherProcess.start(db, Event.Type.PROGRESS, EVENTS, OtherProcess.End.PROPERLY);
        one.awaitReady().go();
        two.awaitReady().go();

        List<Event> followed = new ArrayList<>();
        try (OpenCatalog here = OpenCatalog.open(db)) {
            OperationId id = here.ask(OperationKind.MARK, History.ANNA, History.BEGIN, "{}", Optional.empty());
            for (int i = 0; i < EVENTS; i++) {
                here.append(NewEvent.of(id, Event.Type.NOTE, "", Integer.toString(i)), History.BEGIN);
                follow(here, followed);
            }
            assertThat(one.awaitEnd()).isZero();
            assertThat(two.awaitEnd()).isZero();
            follow(here, followed);

            assertThat(followed)
                    .extracting(Event::id)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 3 * EVENTS).boxed().toList());
            List<String> texts = Stream.iterate(0, i -> i < EVENTS, i -> i + 1)
                    .map(String::valueOf)
                    .toList();
            assertThat(followed.stream()
                            .collect(Collectors.groupingBy(
                                    Event::operation, Collectors.mapping(Event::text, Collectors.toList())))
                            .values())
                    .hasSize(3)
                    .allSatisfy(own -> assertThat(own).isEqualTo(texts));
        }
    }

    @Test
    void a_writer_that_was_killed_leaves_what_it_committed_and_keeps_nobody_out() throws Exception {
        Path db = dir.resolve("catalog.db");
        OtherProcess other = OtherProcess.start(db, Event.Type.NOTE, 3, OtherProcess.End.HALTED);
        other.awaitReady().go();
        assertThat(other.awaitEnd()).isEqualTo(9);

        try (OpenCatalog here = OpenCatalog.open(db)) {
            assertThat(here.eventsSince(0, 10)).extracting(Event::text).containsExactly("0", "1", "2");
            OperationId id = here.ask(OperationKind.RECOVER, History.ANNA, History.BEGIN, "{}", Optional.empty());
            assertThat(here.append(NewEvent.of(id, Event.Type.NOTE, "", "here"), History.BEGIN)
                            .id())
                    .isEqualTo(4);
        }
    }

    @Test
    @Tag("faults")
    void every_event_waits_for_the_disk_and_progress_does_not() throws Exception {
        long durable = syncs(Event.Type.NOTE);
        long progress = syncs(Event.Type.PROGRESS);
        assertThat(durable).isGreaterThanOrEqualTo(EVENTS);
        assertThat(progress).isLessThanOrEqualTo(durable - EVENTS);
    }

    private long syncs(Event.Type type) throws Exception {
        Path trace = dir.resolve(type + ".trace");
        OtherProcess other = OtherProcess.start(
                dir.resolve(type + ".db"),
                type,
                EVENTS,
                OtherProcess.End.PROPERLY,
                "strace",
                "-f",
                "-e",
                "trace=fsync,fdatasync",
                "-o",
                trace.toString());
        other.awaitReady().go();
        assertThat(other.awaitEnd()).isZero();
        Pattern call = Pattern.compile(".* f(data)?sync\\(.*");
        try (Stream<String> lines = Files.lines(trace)) {
            return lines.filter(line -> call.matcher(line).matches()).count();
        }
    }

    private static void follow(OpenCatalog catalog, List<Event> followed) {
        long last = followed.isEmpty() ? 0 : followed.getLast().id();
        followed.addAll(catalog.eventsSince(last, 1_000));
    }
}
