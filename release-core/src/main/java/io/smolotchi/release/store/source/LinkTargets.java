package io.smolotchi.release.store.source;

import io.smolotchi.release.store.manifest.Entry;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds links that leave the tree. They are followed in a model of the tree, through other links: {@code a/up/..} says nothing by its text alone when
 * {@code up} is a link itself. What is not there is taken for a directory; a circle leads nowhere, and so not out.
 */
public final class LinkTargets {

    private static final int MOST_FOLLOWED = 40;

    private final Map<String, String> links = new HashMap<>();

    private LinkTargets(Collection<Entry> entries) {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Link link) {
                links.put(link.path(), link.target());
            }
        }
    }

    /** The first link, in the order of the entries, that leaves the tree. */
    public static Optional<Entry.Link> leaving(Collection<Entry> entries) {
        LinkTargets targets = new LinkTargets(entries);
        return entries.stream()
                .flatMap(entry -> entry instanceof Entry.Link link ? Stream.of(link) : null)
                .filter(targets::leaves)
                .findFirst();
    }

    private boolean leaves(Entry.Link link) {
        Deque<String> left = new ArrayDeque<>(names(link.target()));
        if (link.target().startsWith("/")) {
            return true;
        }
        String at = EntryName.parent(link.path());
        int followed = 0;
        while (!left.isEmpty()) {
            String name = left.removeFirst();
            if (name.equals("..")) {
                if (at.isEmpty()) {
                    return true;
                }
                at = EntryName.parent(at);
                continue;
            }
            String next = at.isEmpty() ? name : at + "/" + name;
            String target = links.get(next);
            if (target == null) {
                at = next;
            } else if (target.startsWith("/")) {
                return true;
            } else if (++followed > MOST_FOLLOWED) {
                return false;
            } else {
                names(target).reversed().forEach(left::addFirst);
            }
        }
        return false;
    }

    private static List<String> names(String target) {
        return Stream.of(target.split("/", -1))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }
}
