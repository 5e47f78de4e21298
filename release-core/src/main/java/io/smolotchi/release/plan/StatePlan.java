package io.smolotchi.release.plan;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an activation does about the application's databases.
 *
 * @param copied absolute paths of those that are copied before the switch, while nothing runs
 * @param restored what they are made again from; empty when they stay as they are
 * @param leaves what they ask of a release afterwards
 */
public record StatePlan(List<String> copied, Optional<Restored> restored, StateLevel leaves) {

    /**
     * @param from the operation that made the copies
     * @param files absolute paths
     * @param bytes of the copies
     */
    public record Restored(OperationId from, Instant takenAt, List<String> files, long bytes) {
        public Restored {
            files = List.copyOf(files);
        }
    }

    public StatePlan {
        copied = List.copyOf(copied);
    }

    /** Sentences for people. */
    public List<String> words(Instant now) {
        List<String> words = new ArrayList<>();
        if (!copied.isEmpty()) {
            words.add("copied before the switch, while nothing runs: " + String.join(", ", copied));
        }
        restored.ifPresent(back -> words.add("restored from the copy of @" + back.from() + ", which is "
                + Span.words(Duration.between(back.takenAt(), now)) + " old (" + ByteCount.words(back.bytes()) + "): "
                + String.join(", ", back.files())
                + ". What was written since then is gone afterwards, but for the copy that is made now"));
        return words;
    }
}
