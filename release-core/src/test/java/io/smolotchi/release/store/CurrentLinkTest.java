package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.CurrentLink.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentLinkTest {

    private static final Version ONE = Version.of("1.0.0");
    private static final Version TWO = Version.of("2.0.0");

    @TempDir
    Path root;

    private Path base;
    private CurrentLink link;

    @BeforeEach
    void releases() throws Exception {
        StoreLocation location = new StoreLocation(root.toRealPath(), "/opt/smolotchi");
        base = location.directory();
        Files.createDirectories(base.resolve("releases/1.0.0"));
        Files.createDirectories(base.resolve("releases/2.0.0"));
        link = new CurrentLink(location);
    }

    @Test
    void nothing_is_current_at_first() {
        assertThat(link.read()).isEqualTo(new Target.Absent());
        assertThat(link.version()).isEmpty();
    }

    @Test
    void a_switch_is_prepared_and_then_committed() throws Exception {
        link.prepare(List.of(ONE));
        assertThat(link.read()).isEqualTo(new Target.Absent());

        link.commit(ONE);

        assertThat(link.read()).isEqualTo(new Target.Release(ONE));
        assertThat(Files.readSymbolicLink(base.resolve("current"))).isEqualTo(Path.of("releases/1.0.0"));
        assertThat(names()).containsExactly("current", "releases");
    }

    @Test
    void both_directions_can_be_prepared_before_either_is_taken() throws Exception {
        link.commit(ONE);
        link.prepare(List.of(TWO));
        link.prepare(List.of(ONE));

        link.commit(TWO);
        assertThat(link.version()).contains(TWO);
        link.commit(ONE);
        assertThat(link.version()).contains(ONE);
        assertThat(names()).containsExactly("current", "releases");
    }

    @Test
    void committing_again_after_a_crash_is_harmless() {
        link.prepare(List.of(ONE));
        link.commit(ONE);
        link.commit(ONE);

        assertThat(link.version()).contains(ONE);
    }

    @Test
    void what_was_prepared_for_nothing_is_discarded() throws Exception {
        link.prepare(List.of(ONE));
        link.prepare(List.of(TWO));

        link.discardPrepared();

        assertThat(names()).containsExactly("releases");
    }

    @Test
    void removing_it_goes_back_to_nothing_installed() {
        link.commit(ONE);

        link.remove();
        link.remove();

        assertThat(link.read()).isEqualTo(new Target.Absent());
    }

    @Test
    void an_absolute_link_as_operators_write_it_is_understood_from_any_root() throws Exception {
        Files.createSymbolicLink(base.resolve("current"), Path.of("/opt/smolotchi/releases/1.0.0"));

        assertThat(link.read()).isEqualTo(new Target.Release(ONE));
    }

    @Test
    void a_release_that_is_not_there_is_told_from_a_foreign_target() throws Exception {
        Files.createSymbolicLink(base.resolve("current"), Path.of("releases/9.9.9"));
        assertThat(link.read()).isEqualTo(new Target.Dangling(Version.of("9.9.9")));

        Files.delete(base.resolve("current"));
        Files.createSymbolicLink(base.resolve("current"), Path.of("/srv/elsewhere"));
        assertThat(link.read()).isEqualTo(new Target.Foreign("/srv/elsewhere"));

        Files.delete(base.resolve("current"));
        Files.createSymbolicLink(base.resolve("current"), Path.of("releases/.meta"));
        assertThat(link.read()).isEqualTo(new Target.Foreign("releases/.meta"));
    }

    @Test
    void a_directory_in_its_place_is_never_replaced_even_when_it_is_empty() throws Exception {
        Files.createDirectory(base.resolve("current"));

        assertThat(link.read()).isEqualTo(new Target.NotALink("a directory"));
        assertThatThrownBy(() -> link.commit(ONE))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.refusals().getFirst().code()).isEqualTo(Code.CURRENT_NOT_A_LINK));
        assertThatThrownBy(link::remove).isInstanceOf(Refused.class);
        assertThat(base.resolve("current")).isDirectory();
    }

    private java.util.List<String> names() throws Exception {
        try (Stream<Path> all = Files.list(base)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
