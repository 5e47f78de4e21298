package io.smolotchi.release.web;

import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.RequestJson;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PlanJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the world in memory remembers, as a catalog would. Safe for use by several threads. */
final class StagedRecords {

    private final Map<OperationId, Operation> operations = new LinkedHashMap<>();
    private final Map<OperationId, Activation> activations = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<ReleaseSummary> releases = new ArrayList<>();
    private Optional<Version> current = Optional.empty();
    private Optional<String> calendar = Optional.empty();
    private final Set<String> masked = new HashSet<>();
    private long lastOperation;

    synchronized OperationId number() {
        return new OperationId(++lastOperation);
    }

    synchronized void stage(String version) {
        long sequence = releases.size() + 1L;
        Release release = new Release(
                sequence,
                Version.of(version),
                Digest.of(version),
                number(),
                Instant.now().minus(Duration.ofDays(20 - sequence)),
                "/srv/builds/smolotchi-" + version + ".tar.gz",
                253,
                1_712_331,
                Optional.empty());
        releases.add(new ReleaseSummary(release, false, false, false, Optional.empty(), false, Optional.empty()));
    }

    synchronized void begin(OperationId id, Request request, Caller caller, Instant at, Plan plan) {
        String json = RequestJson.write(request);
        operations.put(
                id, new Operation(id, request.kind(), caller, at, json, Optional.of(plan.digest()), Optional.empty()));
        if (plan instanceof ActivationPlan activation) {
            activations.put(
                    id,
                    new Activation(
                            id,
                            request.kind(),
                            caller,
                            current,
                            activation.to(),
                            activation.digestOfTarget(),
                            id,
                            Optional.empty(),
                            at,
                            "{}",
                            PlanJson.write(plan),
                            Optional.empty()));
        }
    }

    synchronized long add(OperationId id, Instant at, Event.Type type, String step, String text) {
        long number = events.size() + 1L;
        events.add(new Event(number, id, at, type, step, text, "{}"));
        return number;
    }

    synchronized void end(OperationId id, Instant at, Outcome outcome) {
        add(id, at, Event.Type.ENDED, "", outcome.word());
        Ended ended = new Ended(at, outcome);
        operations.computeIfPresent(
                id,
                (_, asked) -> new Operation(
                        id,
                        asked.kind(),
                        asked.caller(),
                        asked.askedAt(),
                        asked.request(),
                        asked.expectedPlan(),
                        Optional.of(ended)));
        activations.computeIfPresent(
                id,
                (_, row) -> new Activation(
                        id,
                        row.kind(),
                        row.caller(),
                        row.from(),
                        row.to(),
                        row.digest(),
                        row.position(),
                        row.parent(),
                        row.openedAt(),
                        row.settings(),
                        row.plan(),
                        Optional.of(ended)));
        activation(id).flatMap(Activation::to).ifPresent(to -> tried(to, at, outcome));
    }

    private void tried(Version to, Instant at, Outcome outcome) {
        if (outcome.live()) {
            current = Optional.of(to);
            change(to, it -> summary(it, it.pinned(), Optional.empty(), Optional.of(at)));
        } else if (outcome instanceof Outcome.RolledBack back && back.blame() == Blame.RELEASE) {
            change(to, it -> summary(it, it.pinned(), Optional.of(back.cause()), it.lastHealthy()));
        }
    }

    synchronized void mark(Request.Marking marking) {
        Optional<String> reason = Optional.of("an operator said so").filter(_ -> marking.set());
        change(
                marking.version(),
                it -> marking.mark() == Mark.Kind.PINNED
                        ? summary(it, marking.set(), it.bad(), it.lastHealthy())
                        : summary(it, it.pinned(), reason, it.lastHealthy()));
    }

    /** As a catalog that was made again from the releases: nothing that happened is in it. */
    synchronized void forget() {
        events.clear();
        activations.clear();
    }

    synchronized void remove(List<Version> versions) {
        releases.removeIf(summary -> versions.contains(summary.release().version()));
    }

    synchronized void mask(Request.Masking masking) {
        if (masking.set()) {
            masked.add(masking.unit());
        } else {
            masked.remove(masking.unit());
        }
    }

    synchronized boolean masked(String unit) {
        return masked.contains(unit);
    }

    synchronized void schedule(Optional<String> when) {
        calendar = when;
    }

    private void change(Version version, UnaryOperator<ReleaseSummary> change) {
        releases.replaceAll(summary -> summary.release().version().equals(version) ? change.apply(summary) : summary);
    }

    private static ReleaseSummary summary(
            ReleaseSummary it, boolean pinned, Optional<String> bad, Optional<Instant> lastHealthy) {
        return new ReleaseSummary(it.release(), false, false, pinned, bad, false, lastHealthy);
    }

    synchronized Optional<String> calendar() {
        return calendar;
    }

    synchronized Optional<Version> current() {
        return current;
    }

    /** What a rollback would choose. */
    synchronized Optional<Version> target() {
        return newest().stream()
                .filter(Activation::live)
                .flatMap(row -> row.to().stream())
                .filter(version -> !Optional.of(version).equals(current))
                .findFirst();
    }

    /** What a redo would lead to: what the last rollback left. */
    synchronized Optional<Version> redoTarget() {
        return lastLive().filter(row -> row.kind() == OperationKind.ROLLBACK).flatMap(Activation::from);
    }

    synchronized Optional<Activation> lastLive() {
        return newest().stream().filter(Activation::live).findFirst();
    }

    synchronized List<Activation> newest() {
        return activations.values().stream()
                .sorted(Comparator.comparing(Activation::id).reversed())
                .toList();
    }

    synchronized Optional<OperationId> open() {
        return notEnded().stream().findFirst();
    }

    synchronized List<OperationId> notEnded() {
        return operations.values().stream()
                .filter(operation -> operation.ended().isEmpty())
                .map(Operation::id)
                .toList();
    }

    synchronized Optional<Operation> operation(OperationId id) {
        return Optional.ofNullable(operations.get(id));
    }

    synchronized Optional<Activation> activation(OperationId id) {
        return Optional.ofNullable(activations.get(id));
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** Newest first. */
    synchronized List<ReleaseSummary> releases() {
        Optional<Version> target = target();
        return releases.reversed().stream()
                .map(it -> new ReleaseSummary(
                        it.release(),
                        current.equals(Optional.of(it.release().version())),
                        target.equals(Optional.of(it.release().version())),
                        it.pinned(),
                        it.bad(),
                        it.rolledBackFrom(),
                        it.lastHealthy()))
                .toList();
    }

    Optional<ReleaseSummary> release(Version version) {
        return releases().stream()
                .filter(summary -> summary.release().version().equals(version))
                .findFirst();
    }
}
