package io.smolotchi.release.git;

import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The system's git, which gets its fixes from whoever keeps the machine. It runs as root on repositories of others, so everything by which a repository
 * can have a program run is off: hooks, the file system monitor, pagers, and fetching what is missing.
 */
final class GitTool {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int SIGXFSZ = 25;

    private static final Map<String, String> ALONE = Map.of(
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_ATTR_NOSYSTEM", "1",
            "GIT_TERMINAL_PROMPT", "0",
            // No protocol has that name, so nothing is ever fetched, also not for a partial clone.
            "GIT_ALLOW_PROTOCOL", "none",
            "GIT_NO_LAZY_FETCH", "1",
            "GIT_NO_REPLACE_OBJECTS", "1",
            "GIT_OPTIONAL_LOCKS", "0",
            "HOME", "/nonexistent");

    private final Processes processes;

    GitTool(Processes processes) {
        this.processes = processes;
    }

    /** For repositories whose configuration may be read, and not be acted on. */
    Finished run(Path gitDir, String... arguments) {
        return run(List.of(), gitDir, Map.of(), arguments);
    }

    Finished run(Borrowed own, String... arguments) {
        return run(List.of(), own.gitDir(), own.environment(), arguments);
    }

    /** Everything that is written to a file ends at so many bytes, see {@link #tooLarge}. */
    Finished runWriting(long mostBytes, Borrowed own, String... arguments) {
        return run(List.of("prlimit", "--fsize=" + mostBytes, "--"), own.gitDir(), own.environment(), arguments);
    }

    static boolean tooLarge(Finished finished) {
        return finished.exit() == 128 + SIGXFSZ || finished.err().contains("File too large");
    }

    /** Over the network, and with the configuration of whoever runs this program: proxies and keys are his. */
    Finished fetchAll(String url, Path into, Map<String, String> of) {
        Map<String, String> environment = new HashMap<>();
        List.of("HOME", "SSH_AUTH_SOCK", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "XDG_CONFIG_HOME")
                .forEach(name -> {
                    if (of.containsKey(name)) {
                        environment.put(name, of.get(name));
                    }
                });
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_ALLOW_PROTOCOL", "https:http:ssh:git:file");
        environment.put("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        return processes.run(
                Command.of("git", "clone", "--quiet", "--bare", "--no-local", "--template=", "--", url, into.toString())
                        .with(environment)
                        .in(Path.of("/"))
                        .within(LIMIT));
    }

    private Finished run(List<String> before, Path gitDir, Map<String, String> more, String... arguments) {
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(
                "git",
                "-c",
                "safe.directory=*",
                "-c",
                "core.fsmonitor=false",
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "core.pager=cat",
                "--no-pager",
                "--git-dir=" + gitDir));
        words.addAll(List.of(arguments));
        Map<String, String> environment = new HashMap<>(ALONE);
        environment.putAll(more);
        return processes.run(Command.of(words.toArray(String[]::new))
                .with(environment)
                .in(Path.of("/"))
                .within(LIMIT));
    }
}
