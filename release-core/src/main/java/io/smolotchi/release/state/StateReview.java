package io.smolotchi.release.state;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.plan.StateLevel;
import io.smolotchi.release.plan.StatePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an activation has to do about the application's databases, and what stands in the way of that. */
public final class StateReview {

    private final HostRoot root;
    private final StateRules rules;
    private final Path copies;

    /** @param copies the directory that they are kept in */
    public StateReview(HostRoot root, StateRules rules, Path copies) {
        this.root = root;
        this.rules = rules;
        this.copies = copies;
    }

    public StateRules rules() {
        return rules;
    }

    /**
     * @param to empty for a working tree
     * @param declared by the release that is activated
     * @param directory the state directory, absolute, as seen on the machine
     * @param restore what the databases are made again from
     */
    public record Question(
            OperationKind kind,
            Optional<Version> to,
            ReleaseDescriptor.State declared,
            String directory,
            Optional<Snapshot> restore) {}

    /** Nothing at all when nobody declares anything. */
    public record Answer(Optional<StatePlan> plan, Optional<StateWork> work, List<Refusal> refusals) {

        public static Answer nothing() {
            return new Answer(Optional.empty(), Optional.empty(), List.of());
        }
    }

    /** Of what touches no database: only what they ask of a release is carried on. */
    public Answer carriedOn(ReleaseHistory history) {
        StateLevel level = rules.level(history);
        return level.equals(StateLevel.NONE)
                ? Answer.nothing()
                : new Answer(
                        Optional.of(new StatePlan(List.of(), Optional.empty(), level)), Optional.empty(), List.of());
    }

    public Answer review(Question question, ReleaseHistory history) {
        StateLevel level = rules.level(history);
        Optional<Version> from = history.current();
        ReleaseDescriptor.State before = from.map(rules::declared).orElseGet(StateRules::nothing);
        List<String> files = files(question, before);
        StateLevel leaves = rules.raised(question.restore().map(Snapshot::level).orElse(level), question.declared());
        if (files.isEmpty() && leaves.equals(StateLevel.NONE)) {
            return Answer.nothing();
        }
        StatePlaces places = new StatePlaces(root, question.directory());
        Optional<StateWork> work = files.isEmpty()
                ? Optional.empty()
                : Optional.of(new StateWork(
                        question.directory(),
                        files,
                        from,
                        history.position().map(Activation::id),
                        level,
                        question.restore().map(Snapshot::id),
                        changes(before, question, history)));
        return new Answer(
                Optional.of(new StatePlan(names(files, question), restored(question), leaves)),
                work,
                refusals(files, question, places));
    }

    /** The same release once more changes no schema. */
    private static List<String> files(Question question, ReleaseDescriptor.State before) {
        if (question.kind() == OperationKind.RE_RENDER) {
            return List.of();
        }
        Set<String> files = new LinkedHashSet<>(before.snapshot());
        files.addAll(question.declared().snapshot());
        question.restore().ifPresent(snapshot -> snapshot.items().forEach(item -> files.add(item.path())));
        return List.copyOf(files);
    }

    private boolean changes(ReleaseDescriptor.State before, Question question, ReleaseHistory history) {
        return !before.schema().equals(question.declared().schema())
                || question.declared()
                        .rollbackFloor()
                        .filter(floor -> history.current()
                                .flatMap(history::release)
                                .filter(release -> rules.isBelow(release, floor, history)
                                        || Optional.of(floor).equals(question.to()))
                                .isPresent())
                        .isPresent();
    }

    private static List<String> names(List<String> files, Question question) {
        return files.stream().map(file -> question.directory() + "/" + file).toList();
    }

    private static Optional<StatePlan.Restored> restored(Question question) {
        return question.restore()
                .map(snapshot -> new StatePlan.Restored(
                        snapshot.id(),
                        snapshot.takenAt(),
                        names(snapshot.items().stream().map(Snapshot.Item::path).toList(), question),
                        snapshot.bytes()));
    }

    private List<Refusal> refusals(List<String> files, Question question, StatePlaces places) {
        List<Refusal> refusals = new ArrayList<>();
        files.forEach(file -> places.obstacle(file)
                .ifPresent(why -> refusals.add(Refusal.of(
                        Code.STATE_UNUSABLE,
                        "cannot " + words(question) + ": " + why + ", and is declared as a database",
                        "put the database itself there"))));
        if (refusals.isEmpty()) {
            long copied = files.stream().mapToLong(places::bytes).sum();
            space(copies, copied, "copy the application's databases", question).ifPresent(refusals::add);
            question.restore()
                    .flatMap(snapshot -> space(
                            root.resolve(question.directory()),
                            snapshot.bytes(),
                            "restore the application's databases",
                            question))
                    .ifPresent(refusals::add);
        }
        return refusals;
    }

    private static Optional<Refusal> space(Path directory, long bytes, String what, Question question) {
        try {
            Path there = directory;
            while (!Files.isDirectory(there)) {
                there = there.resolve("..").normalize();
            }
            long free = Files.getFileStore(there).getUsableSpace();
            return free >= bytes
                    ? Optional.empty()
                    : Optional.of(Refusal.of(
                            Code.SPACE_SHORT,
                            "cannot " + words(question) + ": to " + what + " takes " + ByteCount.words(bytes) + " in "
                                    + directory + ", and " + ByteCount.words(free) + " are free",
                            "smolotchi-release prune"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell the free space of " + directory, e);
        }
    }

    private static String words(Question question) {
        return question.to().map(version -> "activate " + version).orElse("run the working tree");
    }
}
