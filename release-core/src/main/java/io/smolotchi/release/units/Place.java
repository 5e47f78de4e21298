package io.smolotchi.release.units;

import java.util.Optional;

/** What is at a path, or shall be there. */
sealed interface Place {

    record Text(UnitFile file) implements Place {}

    record Link(UnitLink link) implements Place {}

    record Nothing() implements Place {}

    static Place in(UnitSet set, String path) {
        Optional<Place> text = set.file(path).map(Text::new);
        return text.or(() -> set.link(path).map(Link::new)).orElseGet(Nothing::new);
    }

    default boolean mask() {
        return this instanceof Link link && link.link().mask();
    }

    /** Whether nothing has to be written; a file that was rendered has no owner of its own and takes the one that it finds. */
    default boolean sameAs(Place other) {
        if (this instanceof Text one && other instanceof Text two) {
            UnitFile mine = one.file();
            UnitFile theirs = two.file();
            boolean sameOwner = mine.owner().isEmpty()
                    || theirs.owner().isEmpty()
                    || mine.owner().equals(theirs.owner());
            return sameOwner
                    && mine.mode() == theirs.mode()
                    && mine.bytewise() == theirs.bytewise()
                    && mine.content().equals(theirs.content());
        }
        return equals(other);
    }
}
