package io.smolotchi.release.python;

import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.process.Sandbox;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs tools on what a release brought as the application's user, without network and without more privileges. Where systemd runs, in a transient service
 * that can write to one directory alone and whose processes end with it; elsewhere as far as util-linux can.
 */
public final class Confined {

    private static final Account NOBODY = new Account(65534, 65534);
    private static final String TIME_LIMIT = "RuntimeMaxSec=900";

    private final Processes processes;
    private final String user;
    private final boolean root;
    private final boolean systemd;

    /** Numbers of a user and his group. */
    public record Account(int user, int group) {}

    private Confined(Processes processes, String user, boolean root, boolean systemd) {
        this.processes = processes;
        this.user = user;
        this.root = root;
        this.systemd = systemd;
    }

    /** @param user of the application; when there is none of that name yet, {@code nobody} */
    public static Confined of(Processes processes, String user) {
        return new Confined(
                processes,
                user,
                "root".equals(System.getProperty("user.name")),
                Files.isDirectory(Path.of("/run/systemd/system")));
    }

    Account account() {
        Optional<Integer> uid = number("-u");
        Optional<Integer> gid = number("-g");
        return uid.isPresent() && gid.isPresent() ? new Account(uid.get(), gid.get()) : NOBODY;
    }

    /** The words, with what confines them in front. */
    List<String> words(List<String> command, Path writable) {
        if (!root) {
            // Somebody who is not root can't become another user.
            return command;
        }
        Account account = account();
        if (systemd) {
            return new Sandbox(
                            Integer.toString(account.user()),
                            Integer.toString(account.group()),
                            "/",
                            List.of("PrivateNetwork=yes", TIME_LIMIT, "ReadWritePaths=" + writable),
                            Map.of("HOME", "/nonexistent"))
                    .words(command);
        }
        List<String> words = new ArrayList<>(List.of("unshare", "--net", "--ipc", "--", "setpriv"));
        words.add("--reuid=" + account.user());
        words.add("--regid=" + account.group());
        words.addAll(List.of("--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "--"));
        words.addAll(command);
        return words;
    }

    private Optional<Integer> number(String which) {
        try {
            Finished id = processes.run(Command.of("id", which, "--", user));
            return id.ok() && id.out().strip().matches("[0-9]{1,9}")
                    ? Optional.of(Integer.valueOf(id.out().strip()))
                    : Optional.empty();
        } catch (UncheckedIOException noSuchProgram) {
            return Optional.empty();
        }
    }
}
