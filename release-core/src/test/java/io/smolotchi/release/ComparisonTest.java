package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.FileChange;
import io.smolotchi.release.plan.PackageChange;
import io.smolotchi.release.plan.ReleaseComparison;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two staged releases side by side. */
class ComparisonTest {

    private static final Version OLD = Version.of("1.0.0");
    private static final Version NEW = Version.of("1.1.0");

    @TempDir
    Path root;

    @TempDir
    Path sources;

    private OfflineMachine machine;
    private Path before;
    private Path after;

    @BeforeEach
    void two_sources() {
        machine = new OfflineMachine(root);
        before = Sample.tree("1.0.0", sources);
        after = Sample.tree("1.1.0", sources);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private ReleaseComparison compared() {
        assertThat(machine.stage(before)).isInstanceOf(Outcome.Done.class);
        assertThat(machine.stage(after)).isInstanceOf(Outcome.Done.class);
        return machine.core().inquiries().compare(OLD, NEW);
    }

    private FileChange change(ReleaseComparison comparison, String path) {
        return comparison.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static void write(Path tree, String path, String text) throws IOException {
        Files.createDirectories(tree.resolve(path).getParent());
        Files.writeString(tree.resolve(path), text);
    }

    @Test
    void files_are_added_removed_changed_and_re_moded_and_text_is_shown_line_by_line() throws IOException {
        write(before, "data/old", "gone");
        write(after, "data/new", "come");
        write(before, "data/text", "one\ntwo\n");
        write(after, "data/text", "one\nthree\n");
        write(before, "data/tool", "same");
        write(after, "data/tool", "same");
        Files.setPosixFilePermissions(after.resolve("data/tool"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(before.resolve("data/link"), Path.of("old"));
        Files.createSymbolicLink(after.resolve("data/link"), Path.of("new"));

        ReleaseComparison comparison = compared();

        assertThat(change(comparison, "data/old").kind()).isEqualTo(FileChange.Kind.REMOVED);
        assertThat(change(comparison, "data/new").kind()).isEqualTo(FileChange.Kind.ADDED);
        assertThat(change(comparison, "data/text").diff()).contains("-two", "+three");
        assertThat(change(comparison, "data/tool").note()).isEqualTo("0444 to 0555");
        assertThat(change(comparison, "data/link").note()).isEqualTo("a link to old to a link to new");
        assertThat(comparison.summary()).contains("changed", "added", "removed", "1 with another mode");
    }

    @Test
    void what_is_no_text_or_too_long_is_named_and_not_shown() throws IOException {
        write(before, "data/binary", "a\0b");
        write(after, "data/binary", "a\0c");
        write(before, "data/long", "x".repeat(200_000));
        write(after, "data/long", "y".repeat(200_000));

        ReleaseComparison comparison = compared();

        for (String path : new String[] {"data/binary", "data/long"}) {
            assertThat(change(comparison, path).diff()).isEmpty();
            assertThat(change(comparison, path).note()).isEqualTo("binary, or too long to show");
        }
    }

    @Test
    void packages_of_the_venv_are_compared_by_name_and_not_file_by_file() throws IOException {
        write(before, ".venv/lib/python3.11/site-packages/flask-3.0.0.dist-info/METADATA", "Name: flask");
        write(after, ".venv/lib/python3.11/site-packages/flask-3.1.0.dist-info/METADATA", "Name: flask");
        write(after, ".venv/lib/python3.11/site-packages/rich-14.0.dist-info/METADATA", "Name: rich");

        ReleaseComparison comparison = compared();

        assertThat(comparison.packages())
                .containsExactly(new PackageChange("flask", "3.0.0", "3.1.0"), new PackageChange("rich", "", "14.0"));
        assertThat(comparison.files()).noneMatch(file -> file.path().startsWith(".venv/"));
    }

    @Test
    void units_are_compared_as_they_would_be_installed() {
        assertThat(compared().units())
                .extracting(UnitChange::path)
                .containsExactly("/etc/systemd/system/smolotchi-prune.timer");
    }

    @Test
    void a_release_does_not_differ_from_itself() {
        compared();
        ReleaseComparison comparison = machine.core().inquiries().compare(OLD, OLD);
        assertThat(comparison.same()).isTrue();
        assertThat(comparison.summary()).isEqualTo("no difference");
    }

    @Test
    void releases_that_are_not_there_are_named_both_at_once() {
        assertThatThrownBy(() -> machine.core().inquiries().compare(Version.of("8.0"), Version.of("9.0")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusals()).hasSize(2));
    }
}
