package io.smolotchi.release.faults;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.jdbc.OpenCatalog;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.RequestJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whoever types the next command. It is typed into a process that lives until {@link #close}: a process keeps its lock files open for ever, and with them
 * the disk below.
 */
final class Hand implements AutoCloseable {

    private final ClassPath classPath;
    private final Path log;
    private Optional<SubjectProcess> process = Optional.empty();

    Hand(ClassPath classPath, Path log) {
        this.classPath = classPath;
        this.log = log;
    }

    static Path catalog(Path root) {
        return root.resolve("var/lib/smolotchi-release/catalog.db");
    }

    static OperationId ask(Path root, Request request) {
        return ask(root, List.of(request)).getFirst();
    }

    static List<OperationId> ask(Path root, List<Request> requests) {
        try (OpenCatalog catalog = OpenCatalog.open(catalog(root))) {
            return requests.stream()
                    .map(request -> catalog.ask(
                            request.kind(),
                            new Caller("tester", Origin.CONSOLE, ""),
                            Instant.now(),
                            RequestJson.write(request),
                            Optional.empty()))
                    .toList();
        }
    }

    /** What the process reported, as a word and a record. */
    String performs(Path root, OperationId id) throws IOException {
        SubjectProcess.Answer answer = process().perform(root, id);
        requireAlive(answer);
        return answer.outcome().orElse("nothing");
    }

    /** Under a tracer with these options. */
    SubjectProcess.Traced performs(Path root, OperationId id, List<String> options, Path trace)
            throws IOException, InterruptedException {
        SubjectProcess.Traced traced = process().perform(root, id, options, trace);
        requireAlive(traced.answer());
        return traced;
    }

    private SubjectProcess process() throws IOException {
        SubjectProcess present = process.isPresent() ? process.get() : SubjectProcess.start(classPath, log);
        process = Optional.of(present);
        return present;
    }

    private void requireAlive(SubjectProcess.Answer answer) {
        if (!answer.alive()) {
            process = Optional.empty();
            throw new IllegalStateException("the next command died: " + answer + ", see " + log);
        }
    }

    @Override
    public void close() {
        process.ifPresent(SubjectProcess::close);
        process = Optional.empty();
    }
}
