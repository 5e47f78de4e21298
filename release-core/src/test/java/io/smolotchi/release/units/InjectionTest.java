package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Nothing from an option, a path or a form adds a directive or a line to a unit. */
class InjectionTest {

    private static final List<String> FRAGMENTS = List.of(
            "\n",
            "\r",
            "\0",
            "\u0085",
            "\u2028",
            "\\",
            "\\\n",
            "%h",
            "%%",
            "$HOME",
            "\"",
            "'",
            ";",
            " ",
            "\t",
            "=",
            "#",
            "[Service]",
            "User=root",
            "ExecStartPre=+/bin/sh",
            "/",
            "..",
            "a",
            "smolotchi",
            "127.0.0.1",
            "::1",
            "8080");

    @Property(tries = 1_000)
    void options_change_values_and_nothing_else(@ForAll("options") Map<String, String> options) {
        Application application;
        try {
            application = Application.defaults().with(options);
        } catch (Refused refused) {
            return;
        }
        Placement placement =
                Placement.prod(application, application.python().interpreter().orElse("/usr/bin/python3"));
        assertOnlyOurKeys(application, placement);
    }

    @Property(tries = 1_000)
    void paths_change_values_and_nothing_else(@ForAll("hostile") String path, @ForAll("hostile") String interpreter) {
        Placement placement;
        try {
            placement = Placement.project("/srv/" + path, "/srv/" + interpreter);
        } catch (Refused refused) {
            return;
        }
        assertOnlyOurKeys(Application.defaults(), placement);
    }

    @Property(tries = 100)
    void a_file_name_of_a_release_names_no_path_but_its_own(@ForAll("hostile") String name) throws IOException {
        Path dir = Files.createTempDirectory("release");
        try {
            names(dir, name);
        } finally {
            delete(dir);
        }
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> paths = Files.walk(dir)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void names(Path dir, String name) throws IOException {
        Path file;
        try {
            file = dir.resolve(Releases.UNITS + "dropins/smolotchi-core.service.d/" + name.replace("/", "") + ".conf");
        } catch (InvalidPathException e) {
            return; // no file can have such a name
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[Service]\nNice=1\n");

        Rendering rendering = new UnitRenderer(Application.defaults())
                .render(dir, ReleaseDescriptor.none(), Placement.prod(Application.defaults(), "/usr/bin/python3"));

        if (rendering.refusals().isEmpty()) {
            assertThat(rendering.set().files())
                    .extracting(UnitFile::path)
                    .allMatch(
                            path -> path.matches("/etc/(systemd/system|tmpfiles\\.d|sysusers\\.d)/[A-Za-z0-9._@/-]+"));
        }
    }

    private static void assertOnlyOurKeys(Application application, Placement placement) {
        LayoutDropIn layout = new LayoutDropIn(application, placement);
        for (String unit : application.units().install()) {
            layout.text(unit, true).ifPresent(text -> {
                UnitText parsed = UnitText.parse(text);
                assertThat(parsed.oddities()).isEmpty();
                assertThat(parsed.assignments())
                        .hasSize((int) text.lines().count() - 3)
                        .allMatch(assignment -> assignment.section().equals("Service"))
                        .extracting(UnitText.Assignment::key)
                        .doesNotContain("ExecStartPre");
                assertThat(text)
                        .doesNotContain("%")
                        .doesNotContain("\\")
                        .doesNotContain("$")
                        .doesNotContain("\"");
                assertThat(text).doesNotContain("User=root");
            });
        }
    }

    @Provide
    Arbitrary<Map<String, String>> options() {
        Arbitrary<String> names = Arbitraries.of("user", "python", "web-bind", "web-port", "web-server");
        return Arbitraries.maps(names, hostile()).ofMaxSize(2);
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(FRAGMENTS).list().ofMinSize(1).ofMaxSize(5).map(parts -> String.join("", parts));
    }
}
