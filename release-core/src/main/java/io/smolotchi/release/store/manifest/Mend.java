package io.smolotchi.release.store.manifest;

import io.smolotchi.release.catalog.Version;
import java.util.List;
import java.util.stream.Collectors;

/** Something in sealed releases that can be made again what their manifests say. */
sealed interface Mend {

    /** For people: what would be done. */
    String words();

    /** A path of a release. */
    record Place(Version version, String path) {
        @Override
        public String toString() {
            return (path.isEmpty() ? "." : VisText.encode(path)) + " of " + version;
        }
    }

    /**
     * A file.
     *
     * @param places all names of what was one file, or the only one
     * @param file as the manifests have it; its path is that of the first place
     * @param from holds these bytes
     */
    record Content(List<Place> places, Entry.File file, String owner, Place from) implements Mend {

        public Content {
            places = List.copyOf(places);
        }

        @Override
        public String words() {
            String which = places.stream().map(Place::toString).collect(Collectors.joining(" and "));
            return places.contains(from)
                    ? "restore mode and owner of " + which
                    : "restore " + which + " with the bytes of " + from;
        }
    }

    record Link(Place place, Entry.Link link, String owner) implements Mend {
        @Override
        public String words() {
            return "restore the link " + place;
        }
    }

    /** Made when it is missing; else its mode and owner are set. */
    record Directory(Place place, Entry.Directory directory, String owner) implements Mend {
        @Override
        public String words() {
            return "restore the directory " + place;
        }
    }
}
