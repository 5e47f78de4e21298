package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the points of the suite rest on: an operation changes its machine by one thread only. */
@Tag("faults")
class OneThreadTest {

    private static final Pattern LINE = Pattern.compile("(\\d+) +(\\w+)(\\(.*)");

    @Test
    void only_the_thread_of_the_operation_changes_the_machine() throws Exception {
        Workshop workshop = Workshop.shared();
        for (Scene scene :
                List.of(workshop.scenes().activate(), workshop.scenes().stage())) {
            Path root = scene.copy(workshop.directory());
            List<String> others = new ArrayList<>();
            int own = 0;
            List<String> options = new ArrayList<>(Tracer.recording());
            options.add("-f");
            try (SubjectProcess subject =
                            SubjectProcess.start(workshop.classPath(), root.resolveSibling("one-thread.log"));
                    Tracer tracer = Tracer.attach(subject.thread(), options, root.resolveSibling("one-thread.trace"))) {
                subject.begin(root, scene.asked());
                assertThat(subject.await().alive()).isTrue();
                Set<Long> threads = threads(subject.pid());
                tracer.release();
                for (String line : tracer.lines()) {
                    Matcher parts = LINE.matcher(line);
                    if (parts.matches() && new Call(parts.group(2), line).changes(root.toString())) {
                        long thread = Long.parseLong(parts.group(1));
                        if (thread == subject.thread()) {
                            own++;
                        } else if (threads.contains(thread)) {
                            others.add(line);
                        }
                    }
                }
            }
            Roots.delete(root);
            assertThat(own).as("calls seen, " + scene).isGreaterThan(50);
            assertThat(others).as(scene.name()).isEmpty();
        }
    }

    /** Programs that it starts have numbers of their own, and are not among them. */
    private static Set<Long> threads(long process) throws Exception {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + process + "/task"))) {
            return tasks.map(task -> Long.valueOf(task.getFileName().toString()))
                    .collect(Collectors.toSet());
        }
    }
}
