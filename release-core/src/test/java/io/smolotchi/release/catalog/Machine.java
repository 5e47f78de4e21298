package io.smolotchi.release.catalog;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lives through deeds by the rules of the product, and remembers by itself what was current when. A deed that no machine would do, such as pruning what
 * runs, is passed over.
 */
final class Machine {

    private final History history = History.empty();
    private final NavigableMap<Instant, Optional<String>> currentSince = new TreeMap<>();
    private Optional<String> current = Optional.empty();

    static Machine after(List<Deed> deeds) {
        Machine machine = new Machine();
        deeds.forEach(machine::live);
        return machine;
    }

    void live(Deed deed) {
        String version = deed.version();
        switch (deed.what()) {
            case ACTIVATE -> {
                if (current.equals(Optional.of(version))) {
                    became(version, history.rendered());
                } else {
                    became(version, history.activated(version));
                }
            }
            case UNCHECKED -> became(version, history.unchecked(version));
            case ADOPT -> became(version, history.adopted(version));
            case WORKING_TREE -> became(version, history.ranFromWorkingTree(version));
            case RENDER -> current.ifPresent(running -> became(running, history.rendered()));
            case FAIL_BY_THE_RELEASE -> history.failed(version);
            case FAIL_BY_THE_HOST -> ifPresent(version, () -> history.failed(version, Blame.HOST));
            case STRAND -> ifPresent(version, () -> history.stranded(version));
            case ABANDON -> ifPresent(version, () -> history.abandoned(version));
            case ROLL_BACK -> rollBack();
            case ROLL_BACK_STEPS -> rollBack(along(deed.steps()));
            case ROLL_BACK_KEEPING_GOOD ->
                along(1).target().ifPresent(row -> became(name(row), history.rolledBackKeepingGoodTo(row)));
            case ROLL_BACK_TO -> rollBack(RollbackChoice.to(history(), new Version(version), now()));
            case REDO -> redo(version);
            case PRUNE -> ifIdle(version, () -> history.pruned(version));
            case STAGE_OTHERWISE -> {
                if (history().release(new Version(version)).isEmpty()) {
                    history.stagedOtherwise(version);
                }
            }
            case MARK_BAD -> ifPresent(version, () -> history.bad(version));
            case MARK_GOOD -> ifPresent(version, () -> history.good(version));
            case PIN -> ifPresent(version, () -> history.pinned(version));
            case UNPIN -> ifPresent(version, () -> history.unpinned(version));
            case UNINSTALL -> {
                if (current.isPresent()) {
                    became(Optional.empty(), history.uninstalled());
                }
            }
        }
    }

    /** In the middle of an activation of that version, when there is such a release. */
    void isInterrupted(String version) {
        ifPresent(version, () -> history.interrupted(version));
    }

    /** Whether there was a release to go back to. */
    boolean rollBack() {
        return rollBack(along(1));
    }

    /** Whether there was a rollback to take back. */
    boolean redo() {
        RollbackChoice choice = RollbackChoice.again(history(), now());
        choice.target().ifPresent(row -> became(name(row), history.redone(row)));
        return choice.target().isPresent();
    }

    private boolean rollBack(RollbackChoice choice) {
        choice.target().ifPresent(row -> became(name(row), history.rolledBackTo(row)));
        return choice.target().isPresent();
    }

    /** Only a tree that is still the one that was live can come again. */
    private void redo(String version) {
        Optional<Release> release = history().release(new Version(version));
        boolean same = history.activations().reversed().stream()
                .filter(row -> row.live() && row.to().equals(Optional.of(new Version(version))))
                .findFirst()
                .filter(row -> row.digest().equals(release.map(Release::digest)))
                .isPresent();
        if (same && !current.equals(Optional.of(version))) {
            became(version, history.redone(version));
        }
    }

    private void ifPresent(String version, Runnable deed) {
        if (history().release(new Version(version)).isPresent()) {
            deed.run();
        }
    }

    private void ifIdle(String version, Runnable deed) {
        if (!current.equals(Optional.of(version))) {
            ifPresent(version, deed);
        }
    }

    private void became(String version, History told) {
        became(Optional.of(version), told);
    }

    private void became(Optional<String> version, History told) {
        current = version;
        currentSince.put(told.now(), version);
    }

    private static String name(Activation row) {
        return row.to().orElseThrow().value();
    }

    /** By its own memory. */
    Optional<String> current() {
        return current;
    }

    Optional<String> currentAt(Instant time) {
        return Optional.ofNullable(currentSince.floorEntry(time)).flatMap(entry -> entry.getValue());
    }

    RollbackChoice along(int steps) {
        return RollbackChoice.along(history(), steps, now());
    }

    ReleaseHistory history() {
        return history.toReleaseHistory();
    }

    History told() {
        return history;
    }

    Instant now() {
        return history.now();
    }
}
