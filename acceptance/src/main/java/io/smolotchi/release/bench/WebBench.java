package io.smolotchi.release.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The pages over a long history: start, memory, the page of the history under load, many who follow one activation, and how idle they are when idle. */
final class WebBench {

    private static final int PER_SECOND = 100;
    private static final Duration WARMING = Duration.ofSeconds(20);
    private static final Duration LOAD = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final int STREAMS = 200;
    private static final int EVENTS = 300;
    private static final long BETWEEN_EVENTS_MILLIS = 20;

    private final Path root;
    private final ServedPages pages;
    private final List<String> lines = new ArrayList<>(List.of("| | figure | goal | |", "| --- | ---: | ---: | --- |"));

    private WebBench(Path root, ServedPages pages) {
        this.root = root;
        this.pages = pages;
    }

    /** Markdown. */
    static String section(Path work) throws IOException {
        Path root = HistoryBench.longHistory(work);
        try (ServedPages pages = ServedPages.start(root)) {
            return new WebBench(root, pages).table();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reader failed", e.getCause());
        }
    }

    private String table() throws IOException, InterruptedException, ExecutionException {
        lines.add(String.format(Locale.ROOT, "| start, until it serves | %.1f s | | |", pages.startSeconds()));
        line("memory after the start", pages.megabytesAfterStart(), 150, "MB");
        pages.get("/");
        line("memory after a login and the first page", pages.megabytes(), 175, "MB");
        load(WARMING);
        Duration busyBefore = pages.busy();
        List<Long> latencies = load(LOAD);
        double each = (pages.busy().toMillis() - busyBefore.toMillis()) / (double) latencies.size();
        Collections.sort(latencies);
        double median = latencies.get(latencies.size() / 2) / 1e6;
        lines.add(String.format(
                Locale.ROOT,
                "| page of the history, %d requests a second, median | %.1f ms | | |",
                PER_SECOND,
                median));
        line("the same, 99 of 100", latencies.get((int) Math.ceil(latencies.size() * 0.99) - 1) / 1e6, 20, "ms");
        lines.add(String.format(Locale.ROOT, "| processor time for one such page | %.1f ms | | |", each));
        line("memory after it", pages.megabytes(), 200, "MB");
        follow();
        Duration before = pages.busy();
        Thread.sleep(IDLE);
        double share = (pages.busy().toMillis() - before.toMillis()) * 100.0 / IDLE.toMillis();
        line("processor while nobody asks", share, 0.5, "%");
        return String.join("\n", lines) + "\n";
    }

    /** From when each request was due, not from when it could be sent: a server that stalls is not asked less. */
    private List<Long> load(Duration length) throws InterruptedException, ExecutionException {
        int requests = (int) length.toSeconds() * PER_SECOND;
        List<Future<Long>> answers = new ArrayList<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            long begun = System.nanoTime();
            for (int request = 0; request < requests; request++) {
                long due = begun + request * 1_000_000_000L / PER_SECOND;
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(Duration.ofNanos(wait));
                }
                answers.add(readers.submit(() -> {
                    if (!pages.get("/history").contains("data-activation")) {
                        throw new IllegalStateException("the page of the history has no rows");
                    }
                    return System.nanoTime() - due;
                }));
            }
        }
        List<Long> nanos = new ArrayList<>();
        for (Future<Long> answer : answers) {
            nanos.add(answer.get());
        }
        return nanos;
    }

    /** Whoever carries an activation out is another process, and all that is seen of it are its rows: here they are written by this one. */
    private void follow() throws IOException, InterruptedException, ExecutionException {
        try (Connection catalog = DriverManager.getConnection(
                "jdbc:sqlite:" + root.resolve(HistoryBench.CATALOG) + "?busy_timeout=10000")) {
            long id = begin(catalog);
            double before = pages.megabytes();
            List<Future<List<String>>> streams = new ArrayList<>();
            double during;
            try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int stream = 0; stream < STREAMS; stream++) {
                    streams.add(readers.submit(() -> pages.follow("/activations/" + id + "/events")));
                }
                for (int event = 1; event <= EVENTS; event++) {
                    append(catalog, id, "event " + event);
                    Thread.sleep(BETWEEN_EVENTS_MILLIS);
                }
                during = pages.megabytes();
                end(catalog, id);
            }
            int whole = 0;
            for (Future<List<String>> stream : streams) {
                if (complete(stream.get())) {
                    whole++;
                }
            }
            lines.add(String.format(
                    Locale.ROOT,
                    "| %d who follow an activation of %d events: got every one, once and in order | %d | %d | %s |",
                    STREAMS,
                    EVENTS,
                    whole,
                    STREAMS,
                    whole == STREAMS ? "met" : "**missed**"));
            line("memory that they take", during - before, 32, "MB");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write an activation", e);
        }
    }

    private static boolean complete(List<String> stream) {
        List<String> numbers = stream.stream()
                .filter(line -> line.contains("\"text\":\"event "))
                .map(line -> line.replaceAll(".*\"text\":\"event ([0-9]+)\".*", "$1"))
                .toList();
        if (numbers.size() != EVENTS || !stream.contains("event: over")) {
            return false;
        }
        for (int event = 1; event <= EVENTS; event++) {
            if (!numbers.get(event - 1).equals(Integer.toString(event))) {
                return false;
            }
        }
        return true;
    }

    private static long begin(Connection catalog) throws SQLException {
        try (var statement = catalog.createStatement()) {
            statement.execute("INSERT INTO operation SELECT (SELECT max(id) + 1 FROM operation), kind, actor, origin,"
                    + " reason, asked_at, expected_plan, request FROM operation WHERE id = 2");
            try (var result = statement.executeQuery("SELECT max(id) FROM operation")) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    private static void append(Connection catalog, long id, String text) throws SQLException {
        try (PreparedStatement statement = catalog.prepareStatement(
                "INSERT INTO event (operation_id, at, type, step, text, data) VALUES (?, ?, 'note', '', ?, '{}')")) {
            statement.setLong(1, id);
            statement.setString(2, now());
            statement.setString(3, text);
            statement.executeUpdate();
        }
    }

    private static void end(Connection catalog, long id) throws SQLException {
        try (PreparedStatement statement = catalog.prepareStatement(
                "INSERT INTO operation_end SELECT ?, ?, outcome, code, step, blame, said, data FROM operation_end"
                        + " WHERE operation_id = 2")) {
            statement.setLong(1, id);
            statement.setString(2, now());
            statement.executeUpdate();
        }
    }

    private static String now() {
        return Instant.now().toString().replaceFirst("(\\.[0-9]+)?Z$", ".000000000Z");
    }

    private void line(String words, double figure, double goal, String unit) {
        String verdict =
                figure <= goal ? "met" : String.format(Locale.ROOT, "**missed** by %.0f %%", (figure / goal - 1) * 100);
        lines.add(String.format(
                Locale.ROOT, "| %s | %.1f %s | %.1f %s | %s |", words, figure, unit, goal, unit, verdict));
    }
}
