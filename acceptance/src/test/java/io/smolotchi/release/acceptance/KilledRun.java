package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.HostProcess;
import io.smolotchi.release.testhost.TestHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Has the service that carries an operation out killed or stopped exactly between two of its rows, with all done that comes before the second. */
final class KilledRun {

    private static final String PROGRAM = "/srv/kill-after.py";

    private final TestHost host;
    private final Operator operator;

    KilledRun(TestHost host, Operator operator) {
        this.host = host;
        this.operator = operator;
        Path program = host.root().resolve(PROGRAM.substring(1));
        try (InputStream text = Objects.requireNonNull(KilledRun.class.getResourceAsStream("kill-after.py"))) {
            if (!Files.exists(program)) {
                Files.write(program, text.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A row of an operation.
     *
     * @param seconds until the next row is waited for: as long as what lies between may take
     */
    record Row(String type, String step, double seconds) {
        @Override
        public String toString() {
            return (type + " " + step).strip();
        }
    }

    /**
     * Activates, killed after that row and before the next.
     *
     * @return whether it was: when the next row was faster than the eye, the one after that was
     */
    boolean killedAfter(Row row, String version) {
        HostProcess killer = watching("KILL", row);
        operator.types("activate", version, "--yes", "--force", "--reason", "once more");
        return struck(killer, row);
    }

    /** Likewise, but stopped for good; the caller ends whoever asked. */
    HostProcess stoppedAfter(Row row, String version) {
        HostProcess stopper = watching("STOP", row);
        HostProcess asking =
                host.spawn(operator.program(), "activate", version, "--yes", "--force", "--reason", "once more");
        assertThat(struck(stopper, row)).as("stopped after " + row).isTrue();
        return asking;
    }

    private HostProcess watching(String signal, Row row) {
        return host.spawn("/usr/bin/python3", PROGRAM, signal, Double.toString(row.seconds()), row.type(), row.step());
    }

    private static boolean struck(HostProcess program, Row row) {
        ExecResult said = program.await(Duration.ofMinutes(1)).orElseThrow();
        assertThat(said.exit()).as(row + ": " + said.stdout() + said.stderr()).isZero();
        return said.stdout().lines().skip(1).map(String::strip).toList().equals(List.of(row.toString()));
    }
}
