package io.smolotchi.release.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.Lives;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.RollbackChoice;
import io.smolotchi.release.catalog.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The rules say the same of a history that is asked row by row as of one that is in memory whole. */
class HistoryQueriesTest {

    @Property(tries = 60)
    void a_history_that_is_queried_is_the_one_that_was_written(
            @ForAll("histories") History history, @ForAll @IntRange(min = 0, max = 100) int percent)
            throws IOException {
        ReleaseHistory listed = history.toReleaseHistory();
        Path directory = Files.createTempDirectory("history");
        try (OpenCatalog catalog = OpenCatalog.open(directory.resolve("catalog.db"))) {
            history.writeTo(catalog);
            ReleaseHistory queried = ReleaseHistory.of(catalog, _ -> true);
            Instant now = history.now();
            Instant then = History.BEGIN.plus(
                    Duration.between(History.BEGIN, now).multipliedBy(percent).dividedBy(100));

            assertThat(queried.lastLive()).isEqualTo(listed.lastLive());
            assertThat(queried.position()).isEqualTo(listed.position());
            assertThat(queried.leftByRollback()).isEqualTo(listed.leftByRollback());
            assertThat(queried.liveAt(then)).isEqualTo(listed.liveAt(then));
            assertThat(queried.rows().liveBegunBy(then)).isEqualTo(listed.rows().liveBegunBy(then));
            assertThat(queried.rows().liveBegunAfter(then))
                    .isEqualTo(listed.rows().liveBegunAfter(then));
            assertThat(queried.rows().latest()).isEqualTo(listed.rows().latest());
            for (int steps = 1; steps <= 3; steps++) {
                assertThat(RollbackChoice.along(queried, steps, now))
                        .isEqualTo(RollbackChoice.along(listed, steps, now));
            }
            assertThat(RollbackChoice.again(queried, now)).isEqualTo(RollbackChoice.again(listed, now));
            assertThat(RollbackChoice.before(queried, then, now)).isEqualTo(RollbackChoice.before(listed, then, now));
            for (Activation row : history.activations()) {
                assertThat(queried.row(row.id())).isEqualTo(listed.row(row.id()));
                assertThat(queried.replacedAt(row)).isEqualTo(listed.replacedAt(row));
            }
            for (String name : List.of("A", "B", "C", "D", "E")) {
                same(queried, listed, new Version(name), now);
            }
        } finally {
            delete(directory);
        }
    }

    private static void same(ReleaseHistory queried, ReleaseHistory listed, Version version, Instant now) {
        Optional<Release> release = listed.release(version);
        assertThat(queried.release(version).map(Release::digest)).isEqualTo(release.map(Release::digest));
        assertThat(RollbackChoice.to(queried, version, now)).isEqualTo(RollbackChoice.to(listed, version, now));
        release.ifPresent(there -> {
            assertThat(queried.lastLive(there)).isEqualTo(listed.lastLive(there));
            assertThat(queried.triesInVain(there)).isEqualTo(listed.triesInVain(there));
            for (Mark.Kind kind : Mark.Kind.values()) {
                assertThat(queried.mark(there, kind)).isEqualTo(listed.mark(there, kind));
            }
        });
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Provide
    Arbitrary<History> histories() {
        return Lives.histories();
    }
}
