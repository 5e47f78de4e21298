package io.smolotchi.release.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import io.smolotchi.release.units.UnitDiff;
import io.smolotchi.release.units.UnitFile;
import io.smolotchi.release.units.UnitSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left alone when units are rendered again for the release that runs. */
class UnitSelectionTest {

    private static final UnitName CORE = UnitName.of("smolotchi-core.service");
    private static final UnitName WEB = UnitName.of("smolotchi-web.service");
    private static final UnitName SOCKET = UnitName.of("smolotchi-web.socket");
    private static final UnitName TIMER = UnitName.of("smolotchi-prune.timer");
    private static final UnitName PRUNE = UnitName.of("smolotchi-prune.service");

    private static final String INSTALL = "[Install]\nWantedBy=multi-user.target\n";
    private static final String RUNS = "[Service]\nExecStart=/bin/true\n" + INSTALL;
    private static final String RUNS_OTHERWISE = "[Service]\nExecStart=/bin/false\n" + INSTALL;

    private final Map<UnitName, String> before = new LinkedHashMap<>(Map.of(
            CORE,
            RUNS,
            WEB,
            RUNS,
            TIMER,
            "[Timer]\nOnCalendar=daily\n" + INSTALL,
            PRUNE,
            "[Service]\nExecStart=/bin/true\n"));
    private final Map<UnitName, String> after = new LinkedHashMap<>(before);
    private final ModelSystemd systemd = new ModelSystemd();
    private final Map<UnitName, List<UnitName>> dependents = new LinkedHashMap<>();

    private UnitSelection selection() {
        before.keySet().stream().map(UnitName::value).forEach(systemd::runs);
        UnitSet old = set(before);
        UnitSet fresh = set(after);
        List<UnitName> all = new ArrayList<>(before.keySet());
        all.addAll(after.keySet());
        Map<UnitName, UnitState> states = systemd.states(all);
        return UnitSelection.of(old, fresh, states)
                .sparing(UnitDiff.between(old, fresh), unit -> dependents.getOrDefault(unit, List.of()));
    }

    private static UnitSet set(Map<UnitName, String> texts) {
        return new UnitSet(
                texts.entrySet().stream()
                        .map(unit -> new UnitFile(
                                "/etc/systemd/system/" + unit.getKey(), 0644, Optional.empty(), unit.getValue(), false))
                        .toList(),
                List.of(),
                List.copyOf(texts.keySet()),
                List.of());
    }

    @Test
    void only_the_unit_that_changed_is_restarted() {
        after.put(WEB, RUNS_OTHERWISE);

        UnitSelection selection = selection();

        assertThat(selection.stop()).containsExactly(WEB);
        assertThat(selection.start()).containsExactly(WEB);
        assertThat(selection.untouched()).contains(CORE, TIMER, PRUNE).doesNotContain(WEB);
    }

    @Test
    void a_text_that_says_the_same_at_run_time_restarts_nothing() {
        after.put(WEB, "[Unit]\nDescription=Another\n" + RUNS);

        UnitSelection selection = selection();

        assertThat(selection.stop()).isEmpty();
        assertThat(selection.start()).isEmpty();
    }

    @Test
    void what_systemd_would_stop_with_it_is_stopped_and_started_too() {
        after.put(CORE, RUNS_OTHERWISE);
        dependents.put(CORE, List.of(WEB));

        UnitSelection selection = selection();

        assertThat(selection.stop()).containsExactlyInAnyOrder(CORE, WEB);
        assertThat(selection.start()).containsExactlyInAnyOrder(CORE, WEB);
    }

    @Test
    void a_socket_that_changed_takes_its_service_along() {
        before.put(SOCKET, "[Socket]\nListenStream=8080\n" + INSTALL);
        after.put(SOCKET, "[Socket]\nListenStream=8081\n" + INSTALL);

        assertThat(selection().stop()).containsExactly(SOCKET, WEB);
    }

    @Test
    void a_timer_that_changed_does_not() {
        after.put(TIMER, "[Timer]\nOnCalendar=hourly\n" + INSTALL);

        UnitSelection selection = selection();

        assertThat(selection.stop()).containsExactly(TIMER);
        assertThat(selection.untouched()).contains(PRUNE);
    }

    @Test
    void a_unit_that_goes_is_stopped_and_one_that_comes_is_started() {
        after.remove(WEB);
        UnitName display = UnitName.of("smolotchi-display.service");
        after.put(display, RUNS);

        UnitSelection selection = selection();

        assertThat(selection.stop()).containsExactly(WEB);
        assertThat(selection.start()).containsExactly(display);
    }
}
