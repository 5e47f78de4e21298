package io.smolotchi.release.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.refusal.Code;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {

    @ParameterizedTest
    @CsvSource({
        "OPERATION_UNKNOWN,404",
        "BUSY,409",
        "SOURCE_NOT_FROM_AFAR,409",
        "VERSION_MALFORMED,400",
        "OPERATOR_AWAY,503",
        "FAULT,500"
    })
    void a_refusal_has_the_status_that_says_what_to_do(Code code, int status) {
        assertThat(Problems.status(code)).isEqualTo(status);
    }
}
