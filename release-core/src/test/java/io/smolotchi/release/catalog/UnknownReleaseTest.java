package io.smolotchi.release.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.refusal.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownReleaseTest {

    private static final List<Version> STAGED =
            List.of(Version.of("1.4.2"), Version.of("1.4.1"), Version.of("2.0.0-rc1"));

    @ParameterizedTest
    @CsvSource({"v1.4.2, 1.4.2", "1.42, 1.4.2", "1.4, 1.4.2", "2.0.0rc1, 2.0.0-rc1", "2.0.0, 2.0.0-rc1", "1.4.11, 1.4.1"
    })
    void a_version_that_is_nearly_one_that_is_staged_is_pointed_out(String typed, String meant) {
        assertThat(UnknownRelease.refusal("show", Version.of(typed), STAGED).what())
                .isEqualTo("cannot show " + typed + ": because no release of that version is staged; did you mean "
                        + meant + "?");
    }

    @Test
    void a_version_that_is_on_disk_is_not_taken_for_a_slip_of_itself() {
        Refusal refusal = UnknownRelease.refusal("show", Version.of("1.4.2"), STAGED);

        assertThat(refusal.what()).isEqualTo("cannot show 1.4.2: because it is on disk and not in the catalog");
        assertThat(refusal.remedy()).isEqualTo("smolotchi-release catalog rebuild");
    }

    @Test
    void nothing_is_guessed_where_nothing_is_near() {
        assertThat(UnknownRelease.refusal("show", Version.of("3.1.7"), STAGED).what())
                .doesNotContain("did you mean");
        assertThat(UnknownRelease.refusal("show", Version.of("1.4.2"), List.of())
                        .what())
                .doesNotContain("did you mean");
    }
}
