package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The manager hangs in the middle, with the lock, past the deadline that it wrote down. */
@Tag("faults")
class HangTest {

    private static final long PATIENCE_MILLIS = 60_000;
    private static final int FEW = 1;
    private static final int POINTS = 20;

    private final Scale scale = Scale.current();

    @Test
    void the_next_command_ends_it_and_recovers_what_it_left() throws Exception {
        Workshop workshop = Workshop.shared();
        Scene scene = workshop.scenes().activate();
        List<Point> inTheLock = scene.points().stream()
                .dropWhile(point -> !point.path().contains("/open/"))
                .filter(point -> !point.catalog())
                .toList();
        List<Point> points = scale.some(inTheLock, FEW, POINTS, "hangs");
        List<Trial> trials = workshop.each(
                scene, points, (point, root, hand) -> hangs(point, scene, root, hand, workshop.classPath()));
        List<String> bad = Tally.bad(trials);
        Tally.add("Hangs with the lock past its deadline", scene.name(), trials.size(), bad, List.of());
        assertThat(trials).isNotEmpty();
        assertThat(bad).as("seed " + Scale.seed()).isEmpty();
    }

    private static Trial hangs(Point point, Scene scene, Path root, Hand hand, ClassPath classPath)
            throws IOException, InterruptedException {
        Path trace = root.resolveSibling(root.getFileName() + ".trace");
        List<String> violations = new ArrayList<>();
        try (SubjectProcess subject =
                SubjectProcess.start(classPath, root.resolveSibling(root.getFileName() + ".log"))) {
            try (Tracer tracer =
                    Tracer.attach(subject.thread(), point.options(root.toString(), "signal=STOP"), trace)) {
                subject.begin(root, scene.asked());
                awaitStop(subject);
                tracer.release();
            }
            deadlineIsPast(root);
            violations.addAll(Inspection.after(scene, root, Optional.empty(), hand));
            if (subject.isAlive()) {
                violations.add("the process that hung was not ended");
            }
        }
        return new Trial(scene + " hangs after " + point, true, violations);
    }

    private static void awaitStop(SubjectProcess subject) throws IOException, InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        Path stat = Path.of("/proc/" + subject.pid() + "/stat");
        for (String text = ""; !text.contains(") T ") && !text.contains(") t "); ) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("it does not stop: " + text);
            }
            Thread.sleep(5);
            text = Files.readString(stat, StandardCharsets.ISO_8859_1);
        }
    }

    /** As if the hour were over. */
    private static void deadlineIsPast(Path root) throws IOException {
        Path note = root.resolve("var/lib/smolotchi-release/lock.holder");
        String text = Files.readString(note);
        String past = text.replaceAll("\"deadline\":[0-9.E]+", "\"deadline\":0.5");
        assertThat(past).as("a deadline is written down").isNotEqualTo(text);
        Files.writeString(note, past);
    }
}
