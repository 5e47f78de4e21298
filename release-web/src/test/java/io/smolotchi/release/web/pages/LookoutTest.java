package io.smolotchi.release.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Diagnosis;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.ActivationCounts;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.web.accounts.SteppingClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookoutTest {

    private final SteppingClock clock = new SteppingClock();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    /** As many looks may end. */
    private final Semaphore ends = new Semaphore(0);

    private volatile boolean broken;

    private final Inquiries inquiries = (Inquiries) Proxy.newProxyInstance(
            Inquiries.class.getClassLoader(),
            new Class<?>[] {Inquiries.class},
            (_, method, arguments) -> switch (method.getName()) {
                case "activationCounts" -> new ActivationCounts(Map.of(), events.size());
                case "eventsSince" ->
                    events.stream()
                            .filter(event -> event.id() > (long) arguments[0])
                            .toList();
                case "diagnosis" -> diagnosis();
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private final Changes changes = (Changes) Proxy.newProxyInstance(
            Changes.class.getClassLoader(),
            new Class<?>[] {Changes.class},
            (_, _, _) -> new SmallPlan(SmallPlan.FORMAT, "a plan", List.of(), false, List.of()));

    private final Lookout lookout = new Lookout(changes, inquiries, new OneAtATime(), clock);

    private Diagnosis diagnosis() throws InterruptedException {
        int number = looks.incrementAndGet();
        if (!ends.tryAcquire(30, TimeUnit.SECONDS) || broken) {
            throw new IllegalStateException("planted");
        }
        return found("look " + number);
    }

    private static Diagnosis found(String what) {
        return new Diagnosis(List.of(new Diagnosis.Line("check", "wrong", what, List.of(), "", "")));
    }

    @Test
    void nobody_waits_for_a_look_who_does_not_want_to_and_there_is_one_at_a_time() {
        assertThat(lookout.glance().outlook()).isEmpty();
        assertThat(lookout.glance().looking()).isTrue();

        ends.release();
        assertThat(seen()).isEqualTo("look 1");
        assertThat(lookout.glance().looking()).isFalse();
        assertThat(looks).hasValue(1);
    }

    @Test
    void what_is_known_stays_until_an_operation_has_ended() {
        ends.release(2);
        assertThat(seen()).isEqualTo("look 1");
        event(Event.Type.STEP_STARTED);
        clock.pass(Duration.ofMinutes(9));
        assertThat(seen()).isEqualTo("look 1");

        event(Event.Type.ENDED);

        assertThat(seen()).isEqualTo("look 2");
        assertThat(seen()).isEqualTo("look 2");
    }

    @Test
    void after_ten_minutes_it_is_old_and_shown_until_there_is_something_newer() {
        ends.release();
        assertThat(seen()).isEqualTo("look 1");
        clock.pass(Duration.ofMinutes(11));

        Lookout.Seen old = lookout.glance();

        assertThat(old.looking()).isTrue();
        assertThat(result(old)).isEqualTo("look 1");
        ends.release();
        assertThat(seen()).isEqualTo("look 2");
    }

    @Test
    void a_look_that_failed_is_not_tried_again_at_once_and_takes_nothing_away() {
        ends.release();
        assertThat(seen()).isEqualTo("look 1");
        broken = true;
        clock.pass(Duration.ofMinutes(11));
        ends.release();
        assertThat(seen()).isEqualTo("look 1");
        assertThat(seen()).isEqualTo("look 1");
        assertThat(looks).hasValue(2);

        broken = false;
        clock.pass(Duration.ofMinutes(2));
        ends.release();
        assertThat(seen()).isEqualTo("look 3");
    }

    @Test
    void what_the_page_of_the_doctor_found_counts_too() {
        ends.release();
        assertThat(seen()).isEqualTo("look 1");

        lookout.found(found("by somebody else"));

        assertThat(seen()).isEqualTo("by somebody else");
        assertThat(looks).hasValue(1);
    }

    @Test
    void what_the_page_of_the_doctor_found_makes_nothing_else_newer() {
        ends.release(2);
        assertThat(seen()).isEqualTo("look 1");
        clock.pass(Duration.ofMinutes(9));
        lookout.found(found("by somebody else"));
        clock.pass(Duration.ofMinutes(2));

        assertThat(seen()).as("what a prune would delete is 11 minutes old").isEqualTo("look 2");
    }

    @Test
    void after_a_look_that_failed_it_is_looked_again_also_when_the_clock_was_set_back() {
        broken = true;
        ends.release();
        assertThat(lookout.patiently().outlook()).isEmpty();
        broken = false;
        clock.pass(Duration.ofHours(-2));
        ends.release();

        assertThat(seen()).isEqualTo("look 2");
    }

    private String seen() {
        return result(lookout.patiently());
    }

    private static String result(Lookout.Seen seen) {
        return seen.outlook().orElseThrow().diagnosis().lines().getFirst().result();
    }

    private void event(Event.Type type) {
        events.add(new Event(events.size() + 1, new OperationId(1), Instant.EPOCH, type, "", "", ""));
    }
}
