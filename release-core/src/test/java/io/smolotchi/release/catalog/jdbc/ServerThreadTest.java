package io.smolotchi.release.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerThreadTest {

    @TempDir
    Path dir;

    /** A servlet container gives its threads a class loader below the one that loaded the catalog. */
    @Test
    void the_first_write_may_come_from_a_thread_with_a_class_loader_of_its_own() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader ofTheServer = new URLClassLoader(new URL[0], before);
                OpenCatalog catalog = OpenCatalog.open(dir.resolve("catalog.db"))) {
            thread.setContextClassLoader(ofTheServer);

            assertThat(catalog.ask(
                            OperationKind.MARK,
                            new Caller("anna", Origin.WEB, ""),
                            Instant.parse("2026-11-24T10:00:00Z"),
                            "{}",
                            Optional.empty()))
                    .isNotNull();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
