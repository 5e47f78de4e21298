package io.smolotchi.release.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** Whom a database belongs to, as numbers. */
record Owner(int user, int group) {

    private static final int ROOT_ID = 0;

    static final Owner ROOT = new Owner(ROOT_ID, ROOT_ID);

    /**
     * The first on the way to the file who is not root. Nobody but root can exchange anything before that, and whoever comes after it is in his power: with
     * his rights nothing is reached that he could not reach himself.
     *
     * @param top the state directory, which may be a link that root made
     * @param file below it; need not exist
     */
    static Owner onTheWay(Path top, Path file) {
        try {
            Owner owner = read(top);
            Path reached = top;
            for (Path part : top.relativize(file)) {
                reached = reached.resolve(part);
                if (owner.user != ROOT_ID || !Files.exists(reached, LinkOption.NOFOLLOW_LINKS)) {
                    return owner;
                }
                owner = read(reached, LinkOption.NOFOLLOW_LINKS);
            }
            return owner;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file, e);
        }
    }

    boolean isRoot() {
        return user == ROOT_ID;
    }

    private static Owner read(Path path, LinkOption... options) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:uid,gid", options);
        return new Owner(number(attributes, "uid"), number(attributes, "gid"));
    }

    private static int number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Integer number ? number : ROOT_ID;
    }
}
