package io.smolotchi.release.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventStreamsTest {

    /** A browser does not ask again for what was not found. */
    @ParameterizedTest
    @CsvSource({"OPERATION_UNKNOWN,404", "OPERATOR_AWAY,503", "NOT_ALLOWED,409"})
    void only_an_operation_that_there_is_not_is_not_found(Code code, int status) {
        Inquiries refusing = (Inquiries) Proxy.newProxyInstance(
                Inquiries.class.getClassLoader(), new Class<?>[] {Inquiries.class}, (_, _, _) -> {
                    throw new Refused(code, "cannot", "");
                });
        assertThat(EventStreams.missing(refusing, 1)).hasValue(status);
        assertThat(EventStreams.missing(refusing, 0)).hasValue(404);
    }
}
