package io.smolotchi.release.schedule;

import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.systemd.CalendarEvent;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.SystemdAnalyze;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.OwnUnits;
import io.smolotchi.release.units.UnitPaths;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has systemd prune at the times of a calendar expression. */
public final class PruneSchedule {

    public static final UnitName TIMER = UnitName.of("smolotchi-release-prune.timer");
    public static final UnitName SERVICE = UnitName.of("smolotchi-release-prune.service");

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    /** Where Debian and we put programs; elsewhere, such as in a checkout, an image need not have what this machine has. */
    private static final String PACKAGED = "/usr/";

    private final HostRoot root;
    private final ServiceManager systemd;
    private final SystemdAnalyze analyze;
    private final OwnUnits units;
    private final PruneUnits texts;

    /** @param command the console's program, absolute, with the arguments that come before its own words; empty when it is not known */
    public PruneSchedule(
            HostRoot root, ServiceManager systemd, SystemdAnalyze analyze, OwnUnits units, List<String> command) {
        this.root = root;
        this.systemd = systemd;
        this.analyze = analyze;
        this.units = units;
        this.texts = new PruneUnits(command);
    }

    /** The calendar expression; empty when it is not enabled. */
    public Optional<String> calendar() {
        return units.read(TIMER).flatMap(PruneUnits::calendarOf);
    }

    /** The units of it that are there, as paths on the machine. */
    public List<String> installed() {
        return List.of(TIMER, SERVICE).stream()
                .map(unit -> UnitPaths.unit(unit.value()))
                .filter(units::exists)
                .toList();
    }

    /** When it elapses next by its calendar, without the random delay; empty when it is not enabled. */
    public Optional<Instant> next() {
        return calendar().flatMap(analyze::calendar).flatMap(CalendarEvent::next);
    }

    /** What enabling (or, without an expression, disabling) would do. */
    public SmallPlan plan(Optional<String> calendar) {
        boolean starting = systemd.running();
        if (calendar.isEmpty()) {
            boolean off = installed().isEmpty();
            String first = starting ? "stop, disable and remove " : "disable and remove ";
            return plan("disable the prune timer", List.of(first + TIMER, "remove " + SERVICE), off);
        }
        String expression = calendar.get();
        List<String> effects = new ArrayList<>(List.of(
                (starting ? "write, enable and start " : "write and enable, but not start, ") + TIMER + " (OnCalendar="
                        + expression + ")",
                "write " + SERVICE));
        foreignProgram().ifPresent(effects::add);
        String summary = "prune by a timer: " + expression;
        if (expression.chars().anyMatch(Character::isISOControl)
                || analyze.calendar(expression).isEmpty()) {
            return refused(
                    summary,
                    Refusal.of(
                            Code.SCHEDULE_INVALID,
                            "cannot schedule: systemd does not understand the calendar event '" + expression + "'",
                            "for example: smolotchi-release schedule enable --calendar daily"));
        }
        if (!texts.possible()) {
            return refused(
                    summary,
                    Refusal.of(
                            Code.NO_SERVICE_MANAGER,
                            "cannot schedule: this process does not know under which command it can be started again",
                            "start it by its launcher, smolotchi-release"));
        }
        boolean same = units.read(TIMER).equals(Optional.of(texts.timer(expression)))
                && units.read(SERVICE).equals(Optional.of(texts.service()));
        return plan(summary, effects, same);
    }

    /** What is worth knowing about the program that the units name, when they are read on another machine than this one. */
    private Optional<String> foreignProgram() {
        return texts.program()
                .filter(program -> !root.running() && !program.startsWith(PACKAGED))
                .map(program -> "note: the service starts " + program + ", a path of this machine; below " + root.dir()
                        + " it has to be there too when that machine runs");
    }

    /** Under the change lock. */
    public Outcome set(Optional<String> calendar, Progress progress) {
        SmallPlan plan = plan(calendar);
        if (plan.refused()) {
            return new Outcome.Refused(plan.refusals());
        }
        if (plan.nothingToDo()) {
            return new Outcome.Done("nothing to do: it is so already");
        }
        plan.effects().forEach(progress::note);
        if (calendar.isPresent()) {
            enable(calendar.get());
            return new Outcome.Done("prunes by " + TIMER + ": " + calendar.get());
        }
        disable();
        return new Outcome.Done("the prune timer is off");
    }

    private void enable(String calendar) {
        units.write(SERVICE, texts.service());
        units.write(TIMER, texts.timer(calendar));
        systemd.enable(List.of(TIMER));
        if (systemd.running()) {
            systemd.daemonReload();
            // A timer that runs keeps its old times until it is started anew.
            systemd.stop(List.of(TIMER), START_LIMIT);
            systemd.start(List.of(TIMER), START_LIMIT);
        }
    }

    private void disable() {
        if (units.read(TIMER).isPresent()) {
            if (systemd.running()) {
                systemd.stop(List.of(TIMER), START_LIMIT);
            }
            systemd.disable(List.of(TIMER));
        }
        units.remove(TIMER);
        units.remove(SERVICE);
        if (systemd.running()) {
            systemd.daemonReload();
        }
    }

    private static SmallPlan plan(String summary, List<String> effects, boolean nothing) {
        return new SmallPlan(SmallPlan.FORMAT, summary, effects, nothing, List.of());
    }

    private static SmallPlan refused(String summary, Refusal refusal) {
        return new SmallPlan(SmallPlan.FORMAT, summary, List.of(), false, List.of(refusal));
    }
}
