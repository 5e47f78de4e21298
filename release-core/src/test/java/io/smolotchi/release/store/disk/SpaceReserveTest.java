package io.smolotchi.release.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceReserveTest {

    private static final String NAME = ".smolotchi-release.reserve";

    @TempDir
    Path first;

    @TempDir
    Path second;

    @Test
    void a_reserve_that_can_not_be_deleted_keeps_nobody_from_a_change() throws IOException {
        // Not to be deleted by root either.
        Files.createDirectories(first.resolve(NAME).resolve("in use"));
        Files.createFile(second.resolve(NAME));

        assertThat(new SpaceReserve(List.of(first, second), Long.MAX_VALUE).giveUp())
                .containsExactly(second);
        assertThat(second.resolve(NAME)).doesNotExist();
    }

    @Test
    void one_that_a_power_cut_left_in_part_is_made_again() throws IOException {
        Files.createFile(first.resolve(NAME));

        new SpaceReserve(List.of(first)).keep();
        assertThat(first.resolve(NAME)).hasSize(SpaceReserve.BYTES);
    }

    @Test
    void it_is_not_given_up_while_there_is_space() throws IOException {
        Files.createFile(first.resolve(NAME));

        assertThat(new SpaceReserve(List.of(first), 0).giveUp()).isEmpty();
        assertThat(first.resolve(NAME)).exists();
    }
}
