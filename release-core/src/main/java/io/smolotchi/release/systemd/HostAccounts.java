package io.smolotchi.release.systemd;

import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the users and directories that the application is declared to need, by systemd's own tools. Users first: directories belong to them. Both
 * add what is missing, so both may run again.
 */
public final class HostAccounts {

    private final Path root;
    private final Processes processes;

    /** @param root of the machine that is changed */
    public HostAccounts(Path root, Processes processes) {
        this.root = root.toAbsolutePath().normalize();
        this.processes = processes;
    }

    /**
     * @param file of sysusers.d(5), by its path on this machine
     * @throws ServiceManagerException with what the tool says when it fails, naming file and line
     */
    public void createUsers(Path file) {
        run("create the users of", file, "systemd-sysusers");
    }

    /**
     * @param file of tmpfiles.d(5), by its path on this machine
     * @throws ServiceManagerException with what the tool says when it fails, naming file and line; lines without fault were carried out
     */
    public void createDirectories(Path file) {
        run("create the directories of", file, "systemd-tmpfiles", "--create");
    }

    public boolean hasUser(String name) {
        return has("passwd", name);
    }

    public boolean hasGroup(String name) {
        return has("group", name);
    }

    private boolean has(String database, String name) {
        return inFile(database, name) || (root.getNameCount() == 0 && inNameService(database, name));
    }

    private boolean inFile(String database, String name) {
        Path file = root.resolve("etc").resolve(database);
        try {
            return Files.isReadable(file)
                    && Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                            .anyMatch(line -> line.startsWith(name + ":"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Accounts may come from a directory service, too. */
    private boolean inNameService(String database, String name) {
        return processes.run(Command.of("getent", "--", database, name)).ok();
    }

    private void run(String action, Path file, String... tool) {
        List<String> words = new ArrayList<>(List.of(tool));
        if (root.getNameCount() > 0) {
            words.add("--root=" + root);
        }
        words.add("--");
        words.add(file.toAbsolutePath().toString());
        Finished finished = processes.run(SystemTool.command(words));
        if (!finished.ok()) {
            throw new ServiceManagerException("cannot %s %s: because %s says: %s"
                    .formatted(action, file, tool[0], finished.err().strip()));
        }
    }
}
