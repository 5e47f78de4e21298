package io.smolotchi.release.bench;

import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** How long reads of the history take when it is long: 100,000 activations, of which every thousandth is anna's and every ten-thousandth was undone. */
final class HistoryBench {

    static final String CATALOG = "var/lib/smolotchi-release/catalog.db";

    private static final int ROWS = 100_000;
    private static final int PAGE = 50;
    private static final int ROUNDS = 21;

    private final Inquiries inquiries;

    private HistoryBench(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    /** @param expected how many rows a right answer has */
    private record Question(String words, double goalMillis, int expected, ToIntFunction<Inquiries> asked) {}

    /** Markdown. */
    static String section(Path work) throws IOException {
        Path root = longHistory(work);
        try (Core core = Core.open(new HostRoot(root), CoreOptions.inThisProcess())) {
            return new HistoryBench(core.inquiries()).table();
        }
    }

    /** A root with one release and that many activations of it; made once. */
    static Path longHistory(Path work) throws IOException {
        Path root = work.resolve("history");
        if (Files.exists(root)) {
            return root;
        }
        Files.createDirectories(root);
        try (Core core = Core.open(new HostRoot(root), CoreOptions.inThisProcess())) {
            Path tree = Files.createDirectories(work.resolve("tree"));
            Files.createDirectories(tree.resolve("smolotchi/ai"));
            for (String module : List.of("cli.py", "ai/worker.py")) {
                Files.writeString(tree.resolve("smolotchi").resolve(module), "");
            }
            carryOut(core, new Request.Stage(new Source.Local(tree.toString()), Optional.of(Version.of("1.0.0"))));
            carryOut(core, Request.Activate.of(Version.of("1.0.0")));
            grow(root.resolve(CATALOG));
        }
        return root;
    }

    private static void carryOut(Core core, Request request) {
        OperationId id = core.changes().ask(request, new Caller("bench", Origin.CONSOLE, ""), Optional.empty());
        while (core.inquiries().operation(id).ended().isEmpty()) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Copies the one activation that there is, as many times as the history is to have more rows. */
    private static void grow(Path catalog) {
        String numbers =
                "WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < " + (ROWS + 1) + ") ";
        String time = "strftime('%Y-%m-%dT%H:%M:%S', '2000-01-01', (i * 10) || ' minutes') || '.000000000Z'";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + catalog);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("INSERT INTO operation " + numbers
                    + "SELECT i, kind, CASE WHEN i % 1000 = 0 THEN 'anna' ELSE actor END, origin, reason, " + time
                    + ", expected_plan, request FROM n, operation WHERE id = 2");
            statement.execute("INSERT INTO activation " + numbers
                    + "SELECT i, kind, from_version, to_version, digest, i, i - 1, " + time
                    + ", settings FROM n, activation WHERE operation_id = 2");
            statement.execute("INSERT INTO operation_end " + numbers
                    + "SELECT i, " + time + ", CASE WHEN i % 10000 = 0 THEN 'abandoned' ELSE outcome END,"
                    + " CASE WHEN i % 10000 = 0 THEN 'FAULT' END, step, blame,"
                    + " CASE WHEN i % 10000 = 0 THEN 'because' END, data FROM n, operation_end WHERE operation_id = 2");
            statement.execute("COMMIT");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write a long history", e);
        }
    }

    private String table() {
        HistoryFilter page = HistoryFilter.newest(PAGE);
        List<Question> questions = List.of(
                rows("the first page", 50, PAGE, page),
                rows("a page in the middle", 100, PAGE, page.before(Optional.of(new OperationId(ROWS / 2)))),
                rows("a page of one version", 100, PAGE, page.ofVersion(Optional.of(Version.of("1.0.0")))),
                rows("what anna asked for", 100, PAGE, page.by(Optional.of("anna"))),
                rows("what was abandoned, all ten", 100, ROWS / 10_000, page.ended(Optional.of("abandoned"))),
                rows(
                        "a week twenty-five years ago",
                        100,
                        PAGE,
                        page.begun(
                                Optional.of(Instant.parse("2000-01-03T00:00:00Z")),
                                Optional.of(Instant.parse("2000-01-10T00:00:00Z")))),
                rows(
                        "what was abandoned of one version, all ten",
                        100,
                        ROWS / 10_000,
                        page.ofVersion(Optional.of(Version.of("1.0.0"))).ended(Optional.of("abandoned"))),
                rows(
                        "what anna asked for and was abandoned, all ten",
                        100,
                        ROWS / 10_000,
                        page.by(Optional.of("anna")).ended(Optional.of("abandoned"))),
                rows("what has not ended, none", 100, 0, page.ended(Optional.of("open"))),
                rows(
                        "what was abandoned since then, none",
                        100,
                        0,
                        page.ended(Optional.of("abandoned")).begun(Optional.of(Instant.now()), Optional.empty())),
                rows("what somebody unknown asked for, none", 100, 0, page.by(Optional.of("nobody"))),
                rows(
                        "what bench asked for and was abandoned, none",
                        100,
                        0,
                        page.by(Optional.of("bench")).ended(Optional.of("abandoned"))),
                rows(
                        "what bench asked for and has not ended, none",
                        100,
                        0,
                        page.by(Optional.of("bench")).ended(Optional.of("open"))),
                rows(
                        "a page of one version since then, none",
                        100,
                        0,
                        page.ofVersion(Optional.of(Version.of("1.0.0")))
                                .begun(Optional.of(Instant.now()), Optional.empty())),
                rows(
                        "what bench asked for of one version before all of it, none",
                        100,
                        0,
                        page.ofVersion(Optional.of(Version.of("1.0.0")))
                                .by(Optional.of("bench"))
                                .begun(Optional.empty(), Optional.of(Instant.parse("1999-01-01T00:00:00Z")))),
                new Question(
                        "the choice of a rollback, with the list of releases",
                        10,
                        1,
                        from -> from.releases().size()));
        List<String> lines = new ArrayList<>(
                List.of("| 100,000 activations | median ms | goal ms | verdict |", "| --- | ---: | ---: | --- |"));
        questions.forEach(question -> lines.add(line(question)));
        return String.join("\n", lines) + "\n";
    }

    private static Question rows(String words, double goalMillis, int expected, HistoryFilter filter) {
        return new Question(words, goalMillis, expected, from -> {
            List<Activation> found = from.history(filter);
            return found.size();
        });
    }

    private String line(Question question) {
        List<Long> nanos = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            int answered = question.asked().applyAsInt(inquiries);
            nanos.add(System.nanoTime() - begun);
            if (answered != question.expected()) {
                throw new IllegalStateException(
                        question.words() + ": " + answered + " rows instead of " + question.expected());
            }
        }
        double median = Times.median(nanos) / 1e6;
        double goal = question.goalMillis();
        String verdict =
                median <= goal ? "met" : String.format(Locale.ROOT, "**missed** by %.0f %%", (median / goal - 1) * 100);
        return String.format(Locale.ROOT, "| %s | %.1f | %.0f | %s |", question.words(), median, goal, verdict);
    }
}
