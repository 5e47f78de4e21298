package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** However a machine came to a release and its settings, what is installed is what a fresh activation of the two gives. */
class TwentyChangesTest {

    private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "1.2.0", "1.3.0");
    private static final int CHANGES = 20;

    @TempDir
    Path root;

    @TempDir
    Path other;

    @TempDir
    Path sources;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_129})
    void upgrades_and_rollbacks_at_random_leave_what_a_fresh_activation_gives(long seed) throws IOException {
        Random random = new Random(seed);
        Version current;
        Map<String, String> options;
        try (OfflineMachine machine = new OfflineMachine(root)) {
            for (String version : VERSIONS) {
                machine.stage(Sample.tree(version, sources));
            }
            machine.activate(VERSIONS.getFirst());
            int done = 0;
            while (done < CHANGES) {
                Outcome outcome = machine.carryOut(change(random));
                assertThat(outcome).isInstanceOfAny(Outcome.Unchecked.class, Outcome.Refused.class, Outcome.Done.class);
                done += outcome.live() ? 1 : 0;
            }
            current = machine.status().current().orElseThrow();
            options = options(machine);
        }
        try (OfflineMachine fresh = new OfflineMachine(other)) {
            fresh.stage(Sample.tree(current.value(), sources));
            assertThat(fresh.carryOut(new Request.Activate(current, false, options)))
                    .isEqualTo(new Outcome.Unchecked());
        }
        Map<String, String> installed = installed(root);
        assertThat(installed).as(current + " with " + options).isEqualTo(installed(other));
        assertThat(installed).hasSizeGreaterThan(10);
    }

    private static Request change(Random random) {
        Version version = Version.of(VERSIONS.get(random.nextInt(VERSIONS.size())));
        return switch (random.nextInt(8)) {
            case 0, 1 -> Request.Rollback.nearest();
            case 2 -> new Request.Redo();
            case 3 -> new Request.Activate(version, true, Map.of("web-port", "80" + (80 + random.nextInt(10))));
            case 4 -> new Request.Activate(version, true, Map.of("display", Boolean.toString(random.nextBoolean())));
            default -> new Request.Activate(version, true, Map.of());
        };
    }

    /** Those that are in force. */
    private static Map<String, String> options(OfflineMachine machine) {
        Activation last = machine.core().inquiries().history(HistoryFilter.newest(100)).stream()
                .filter(Activation::live)
                .findFirst()
                .orElseThrow();
        OperationId position = last.position();
        String settings = machine.core().inquiries().activation(position).settings();
        Map<String, String> options = new TreeMap<>();
        JsonMapper.shared()
                .readTree(settings)
                .path("overrides")
                .propertyStream()
                .forEach(
                        option -> options.put(option.getKey(), option.getValue().asString()));
        return options;
    }

    /** Every file and link below the places that units and their like are in: mode and bytes, or where it points. */
    private static Map<String, String> installed(Path root) throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (String place : List.of("etc/systemd/system", "etc/tmpfiles.d", "etc/sysusers.d")) {
            try (Stream<Path> files = Files.walk(root.resolve(place))) {
                for (Path file : files.toList()) {
                    String name = root.relativize(file).toString();
                    if (Files.isSymbolicLink(file)) {
                        found.put(name, "-> " + Files.readSymbolicLink(file));
                    } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                        found.put(
                                name,
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + "\n"
                                        + Files.readString(file, StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return found;
    }
}
