package io.smolotchi.release.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Tools that an operator has anyway.
 *
 * @param preparation a script; {@code $0} is the first tree
 * @param scripts {@code $0} is the phase's tree and {@code $1} its archive; the first lands in the folder {@code 1}, the next in {@code 2}
 */
record Peer(String name, Trees trees, String preparation, Map<Phase, String> scripts) implements Contestant {

    static final String COPY = "cp -a";
    static final String COPY_AND_COMPILE = "cp -a, compileall";
    static final String RSYNC = "rsync -a --link-dest";
    static final String RSYNC_CONTENT = "rsync -ac --link-dest";
    static final String TAR = "tar xzf";
    static final String OSTREE = "ostree commit, checkout -H";
    static final String SHA256SUM = "sha256sum on all cores";
    static final String REMOVE = "rm -rf";

    private static final String NOTHING = "true";
    private static final String SYNC = "; sync -f .";
    private static final String HASH_ALL =
            "cd 1; find . -type f -print0 | xargs -0 -n 64 -P \"$(nproc)\" sha256sum >/dev/null";
    private static final String COMPILE = "; python3 -m compileall -q -j 0 --invalidation-mode unchecked-hash ";

    static List<Contestant> all(Trees trees) {
        if (trees.spec().python()) {
            return List.of(staging(
                    COPY_AND_COMPILE,
                    trees,
                    NOTHING,
                    "cp -a \"$0\" 1" + COMPILE + "1",
                    "cp -a \"$0\" 2" + COMPILE + "2"));
        }
        return List.of(
                staging(COPY, trees, NOTHING, "cp -a \"$0\" 1", "cp -a \"$0\" 2"),
                rsync(RSYNC, trees, "-a"),
                rsync(RSYNC_CONTENT, trees, "-ac"),
                staging(TAR, trees, NOTHING, "mkdir 1; tar xzf \"$1\" -C 1", "mkdir 2; tar xzf \"$1\" -C 2"),
                staging(OSTREE, trees, "ostree --repo=repo init --mode=bare", ostree("1"), ostree("2")),
                new Peer(SHA256SUM, trees, "cp -a \"$0\" 1" + SYNC, Map.of(Phase.VERIFY, HASH_ALL)),
                new Peer(REMOVE, trees, "cp -a \"$0\" 1; cp -a \"$0\" 2" + SYNC, Map.of(Phase.DELETE, "rm -rf 1 2")));
    }

    private static Peer staging(String name, Trees trees, String preparation, String first, String next) {
        return new Peer(name, trees, preparation, Map.of(Phase.FIRST, first + SYNC, Phase.INCREMENTAL, next + SYNC));
    }

    private static Peer rsync(String name, Trees trees, String options) {
        return staging(
                name,
                trees,
                NOTHING,
                "rsync " + options + " \"$0/\" 1/",
                "rsync " + options + " --link-dest=\"$PWD/1\" \"$0/\" 2/");
    }

    private static String ostree(String place) {
        return "ostree --repo=repo commit -b app --tree=dir=\"$0\" >/dev/null; ostree --repo=repo checkout -H app "
                + place;
    }

    @Override
    public boolean takesPart(Phase phase) {
        return scripts.containsKey(phase);
    }

    @Override
    public Round open(Path directory) {
        Shell.run(directory, preparation, trees.first().toString());
        return new Round() {
            @Override
            public void run(Phase phase) {
                String script = scripts.getOrDefault(phase, "exit 1");
                Shell.run(
                        directory,
                        script,
                        trees.tree(phase).toString(),
                        trees.archive(phase).toString());
            }

            @Override
            public Path result(Phase phase) {
                return directory.resolve(phase == Phase.INCREMENTAL ? "2" : "1");
            }

            @Override
            public void close() {}
        };
    }
}
