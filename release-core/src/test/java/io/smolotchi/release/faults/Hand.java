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
        try (OpenCatalog catalog = OpenCatalog.open(catalog(root))) {
            return catalog.ask(
                    request.kind(),
                    new Caller("tester", Origin.CONSOLE, ""),
                    Instant.now(),
                    RequestJson.write(request),
                    Optional.empty());
        }
    }

    /** What the process reported, as a word and a record. */
    String types(Path root, Request request) throws IOException {
        OperationId id = ask(root, request);
        SubjectProcess present = process.isPresent() ? process.get() : SubjectProcess.start(classPath, log);
        process = Optional.of(present);
        SubjectProcess.Answer answer = present.perform(root, id);
        if (!answer.alive()) {
            throw new IllegalStateException("the next command died: " + answer + ", see " + log);
        }
        return answer.outcome().orElse("nothing");
    }

    @Override
    public void close() {
        process.ifPresent(SubjectProcess::close);
        process = Optional.empty();
    }
}
