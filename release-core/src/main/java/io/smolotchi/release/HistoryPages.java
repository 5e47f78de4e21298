package io.smolotchi.release;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.HistoryFilter;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** All rows that a filter chooses, read a page at a time: the history of years does not have to fit into memory. */
public record HistoryPages(Inquiries inquiries, HistoryFilter first) implements Iterable<Activation> {

    @Override
    public Iterator<Activation> iterator() {
        return new Iterator<>() {

            private List<Activation> page = inquiries.history(first);
            private int next;

            @Override
            public boolean hasNext() {
                if (next == page.size() && page.size() == first.limit()) {
                    page = inquiries.history(
                            first.before(Optional.of(page.getLast().id())));
                    next = 0;
                }
                return next < page.size();
            }

            @Override
            public Activation next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.get(next++);
            }
        };
    }
}
