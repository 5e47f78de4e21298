package io.smolotchi.release.systemd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Queues jobs and waits for their ends. */
final class JobRunner {

    enum Verb {
        START("start", "StartUnit"),
        STOP("stop", "StopUnit");

        private final String word;
        private final String member;

        Verb(String word, String member) {
            this.word = word;
            this.member = member;
        }

        /** What a job of this kind came to, told by the unit alone. */
        String result(UnitState state) {
            boolean there = this == START ? state.isActive() || isDone(state) : state.isDown();
            return there ? "done" : "failed";
        }

        private static boolean isDone(UnitState state) {
            return state.isOneshot() && state.isDown() && !state.isFailed();
        }
    }

    private static final Duration CALL_LIMIT = Duration.ofSeconds(25);

    /** A signal is lost when the bus is restarted, so we look after jobs that take long. */
    private static final Duration LOOK_AFTER = Duration.ofSeconds(2);

    private final SystemBus bus;
    private final Jobs jobs;
    private final Function<UnitName, UnitState> state;

    JobRunner(SystemBus bus, Jobs jobs, Function<UnitName, UnitState> state) {
        this.bus = bus;
        this.jobs = jobs;
        this.state = state;
    }

    Map<UnitName, String> run(Verb verb, Collection<UnitName> units, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        try (Jobs.Listening listening = jobs.listen()) {
            Map<UnitName, BusCall> calls = new LinkedHashMap<>();
            for (UnitName unit : new LinkedHashSet<>(units)) {
                calls.put(unit, bus.manage(verb.word + " " + unit, verb.member, "ss", unit.value(), "replace"));
            }
            Map<UnitName, String> results = new LinkedHashMap<>();
            Map<UnitName, String> queued = new LinkedHashMap<>();
            List<ServiceManagerException> faults = new ArrayList<>();
            calls.forEach((unit, call) -> {
                try {
                    queued.put(unit, String.valueOf(call.value(CALL_LIMIT)));
                } catch (BusError e) {
                    refused(verb, e).ifPresentOrElse(result -> results.put(unit, result), () -> faults.add(e));
                } catch (ServiceManagerException e) {
                    faults.add(e);
                }
            });
            queued.forEach((unit, job) -> results.put(unit, await(verb, unit, job, listening, end)));
            if (!faults.isEmpty()) {
                ServiceManagerException first = faults.removeFirst();
                faults.forEach(first::addSuppressed);
                throw first;
            }
            return results;
        }
    }

    private static Optional<String> refused(Verb verb, BusError error) {
        if (verb == Verb.STOP && error.isNoSuchUnit()) {
            return Optional.of("done");
        }
        return error.isAboutUnit() ? Optional.of(error.word()) : Optional.empty();
    }

    void startTransient(TransientService service, Duration limit) {
        startTransient(service.name(), TransientProperties.of(service), List.of(), limit);
    }

    void startTransient(TransientTimer timer, Duration limit) {
        Object[] service = {timer.service().name().value(), TransientProperties.of(timer.service())};
        startTransient(timer.name(), TransientProperties.of(timer), List.<Object[]>of(service), limit);
    }

    /** @param others units that are made along with it, and not started */
    private void startTransient(UnitName unit, List<Object[]> properties, List<Object[]> others, Duration limit) {
        String action = "start " + unit;
        try (Jobs.Listening listening = jobs.listen()) {
            String job = String.valueOf(bus.manage(
                            action, "StartTransientUnit", "ssa(sv)a(sa(sv))", unit.value(), "fail", properties, others)
                    .value(CALL_LIMIT));
            String result = await(Verb.START, unit, job, listening, System.nanoTime() + limit.toNanos());
            if (!result.equals("done")) {
                throw new ServiceManagerException("cannot " + action + ": because its job ended with: " + result);
            }
        }
    }

    private String await(Verb verb, UnitName unit, String job, Jobs.Listening listening, long end) {
        CompletableFuture<String> result = listening.end(job);
        while (true) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return result.getNow("timeout");
            }
            try {
                return result.get(Math.min(left, LOOK_AFTER.toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                lookAfter(verb, unit, job).ifPresent(result::complete);
            } catch (ExecutionException e) {
                throw new IllegalStateException("nobody fails the end of a job", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServiceManagerException(
                        "cannot %s %s: because the wait was interrupted".formatted(verb.word, unit), e);
            }
        }
    }

    /** The result, when the job is gone although no signal came; empty while it is there, and while systemd can't be asked. */
    private Optional<String> lookAfter(Verb verb, UnitName unit, String job) {
        try {
            return queued(job) ? Optional.empty() : Optional.of(verb.result(state.apply(unit)));
        } catch (ServiceManagerException _) {
            return Optional.empty();
        }
    }

    private boolean queued(String job) {
        try {
            bus.send("look after " + job, job, SystemBus.PROPERTIES, "GetAll", "s", "org.freedesktop.systemd1.Job")
                    .await(CALL_LIMIT);
            return true;
        } catch (BusError _) {
            return false;
        }
    }
}
