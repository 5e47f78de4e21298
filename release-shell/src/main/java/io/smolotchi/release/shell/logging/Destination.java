package io.smolotchi.release.shell.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Decides where the log goes. {@link #choose} is called before the first logger is made; without it nothing is logged. */
public final class Destination {

    static final Path JOURNAL = Path.of("/run/systemd/journal/socket");

    private static volatile Destination chosen = new Destination(false, false, Optional.empty());

    private final boolean debug;
    private final boolean service;
    private final Optional<Path> root;

    private Destination(boolean debug, boolean service, Optional<Path> root) {
        this.debug = debug;
        this.service = service;
        this.root = root;
    }

    /** @param words of the command line; options that can't be understood here are reported by whoever parses it */
    public static void choose(List<String> words, Map<String, String> environment) {
        Path root = Path.of("/");
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--root") && i + 1 < words.size()) {
                root = Path.of(words.get(i + 1));
            } else if (word.startsWith("--root=")) {
                root = Path.of(word.substring("--root=".length()));
            }
        }
        chosen = new Destination(words.contains("--debug"), service(environment), Optional.of(root));
    }

    /** Back to logging nothing. */
    static void forget() {
        chosen = new Destination(false, false, Optional.empty());
    }

    static Destination chosen() {
        return chosen;
    }

    boolean debug() {
        return debug;
    }

    boolean journal() {
        return service && Files.exists(JOURNAL);
    }

    Optional<Path> directory() {
        return root.map(dir -> dir.resolve("var/log/smolotchi-release"));
    }

    /** Sessions inherit INVOCATION_ID; these two belong to the service's own process. */
    private static boolean service(Map<String, String> environment) {
        String pid = String.valueOf(ProcessHandle.current().pid());
        return pid.equals(environment.get("SYSTEMD_EXEC_PID"))
                || Objects.equals(environment.get("JOURNAL_STREAM"), standardError());
    }

    private static String standardError() {
        try {
            Map<String, Object> file = Files.readAttributes(Path.of("/proc/self/fd/2"), "unix:dev,ino");
            return file.get("dev") + ":" + file.get("ino");
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
