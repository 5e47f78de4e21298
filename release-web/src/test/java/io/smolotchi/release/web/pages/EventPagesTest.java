package io.smolotchi.release.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPagesTest {

    private static final OperationId ID = new OperationId(7);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 500, 501, 1_000, 1_234})
    void every_event_comes_once_and_never_are_all_of_them_read_at_once(int number) {
        Inquiries inquiries = (Inquiries) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Inquiries.class}, (_, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("events");
                    assertThat(arguments).as("with a limit").hasSize(3);
                    assertThat((Integer) arguments[2]).isLessThanOrEqualTo(500);
                    return events((Long) arguments[1], number, (Integer) arguments[2]);
                });
        List<Long> read = new ArrayList<>();
        new EventPages(inquiries, ID).forEach(event -> read.add(event.id()));
        assertThat(read)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, number).boxed().toList());
    }

    private static List<Event> events(long after, int number, int limit) {
        return LongStream.rangeClosed(after + 1, number)
                .limit(limit)
                .mapToObj(id -> new Event(id, ID, Instant.EPOCH, Event.Type.PROGRESS, "", "", "{}"))
                .toList();
    }
}
