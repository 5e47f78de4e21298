package io.smolotchi.release;

import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.store.MarksNote;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the marks of every release beside its tree as the catalog has them. */
final class MarkMirror {

    private static final Logger LOG = LoggerFactory.getLogger(MarkMirror.class);

    private final Parts parts;

    MarkMirror(Parts parts) {
        this.parts = parts;
    }

    /** That it can't be done fails nothing: the catalog is the truth, and the next operation tries again. */
    void refresh() {
        try {
            ReleaseHistory history = new ReleaseHistory(
                    List.of(), parts.reads().releases(), parts.reads().marks());
            MarksNote note = new MarksNote(parts.store());
            parts.store().releases().stream()
                    .flatMap(version -> history.release(version).stream())
                    .forEach(release -> note.keep(release.version(), set(history, release)));
        } catch (RuntimeException e) {
            LOG.warn("cannot keep the marks beside the releases", e);
        }
    }

    private static List<Mark> set(ReleaseHistory history, Release release) {
        return Stream.of(Mark.Kind.values())
                .map(kind -> history.mark(release, kind))
                .flatMap(Optional::stream)
                .toList();
    }
}
