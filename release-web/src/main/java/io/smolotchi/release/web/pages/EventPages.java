package io.smolotchi.release.web.pages;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** All events of an operation, read in pieces: most say how far something is, and only the last of these is shown. */
record EventPages(Inquiries inquiries, OperationId operation) implements Iterable<Event> {

    private static final int PIECE = 500;

    @Override
    public Iterator<Event> iterator() {
        return new Iterator<>() {
            private List<Event> piece = inquiries.events(operation, 0, PIECE);
            private int next;

            @Override
            public boolean hasNext() {
                if (next == PIECE) {
                    piece = inquiries.events(operation, piece.getLast().id(), PIECE);
                    next = 0;
                }
                return next < piece.size();
            }

            @Override
            public Event next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return piece.get(next++);
            }
        };
    }
}
