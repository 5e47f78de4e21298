package io.smolotchi.release.bench;

import java.util.List;
import java.util.Map;

/** What the store is to reach on every tree. */
final class Goals {

    private static final List<Goal> ALL = List.of(
            Goal.time(
                    "first stage: no slower than cp -a and sync, although every byte is hashed",
                    Phase.FIRST,
                    Peer.COPY,
                    1),
            Goal.time("first stage: at least twice as fast as ostree", Phase.FIRST, Peer.OSTREE, 0.5),
            new Goal(
                    "first stage of an archive: no slower than tar and sync",
                    Phase.FIRST,
                    Manager.FROM_ARCHIVE,
                    Peer.TAR,
                    1,
                    false),
            Goal.time(
                    "first stage with bytecode: no slower than cp -a and compileall",
                    Phase.FIRST,
                    Peer.COPY_AND_COMPILE,
                    1),
            Goal.time("next stage: at least as fast as rsync by content", Phase.INCREMENTAL, Peer.RSYNC_CONTENT, 1),
            new Goal(
                    "next stage: allocates no more than ostree",
                    Phase.INCREMENTAL,
                    Manager.FROM_DIRECTORY,
                    Peer.OSTREE,
                    1,
                    true),
            Goal.time("verify: as fast as sha256sum on all cores", Phase.VERIFY, Peer.SHA256SUM, 1),
            Goal.time("delete: as fast as rm -rf", Phase.DELETE, Peer.REMOVE, 1));

    private Goals() {}

    static List<String> lines(TreeSpec tree, Map<Phase, Map<String, Times>> results) {
        return ALL.stream()
                .map(goal -> goal.line(tree.name(), results))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
