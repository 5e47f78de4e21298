package io.smolotchi.release.activation.steps;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.systemd.HostAccounts;
import io.smolotchi.release.units.UnitFile;
import io.smolotchi.release.units.UnitSet;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Has systemd make the user and the runtime and state directories, before any service starts. */
public final class Directories implements Step {

    private static final String USERS = "/etc/sysusers.d/";
    private static final String DIRECTORIES = "/etc/tmpfiles.d/";

    private final HostRoot root;
    private final HostAccounts accounts;

    public Directories(HostRoot root, HostAccounts accounts) {
        this.root = root;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "directories";
    }

    @Override
    public String does(Goal goal) {
        return "create the user, and the directories below /run and /var/lib, by systemd-sysusers and systemd-tmpfiles";
    }

    /** While the application still runs, since each of the two programs would be downtime; only where both sides declare the same. */
    void ahead(Intent intent) {
        if (isSame(intent)) {
            create(intent.newUnits());
        }
    }

    /** Nothing when it was done ahead, and nobody took a directory away since: systemd does, of a service that stops. */
    @Override
    public void apply(Intent intent, Progress progress) {
        if (!isSame(intent) || !areThere(intent.newUnits())) {
            create(intent.newUnits());
        }
    }

    /** After a boot that made them by other files than those that were put back: those below /run are gone. */
    public void ofBefore(Intent intent) {
        create(intent.oldUnits());
    }

    private void create(UnitSet set) {
        // Users first: the directories belong to them.
        paths(set, USERS).forEach(accounts::createUsers);
        paths(set, DIRECTORIES).forEach(accounts::createDirectories);
    }

    /** A user, and directories that the application wrote to, are not taken away. */
    @Override
    public void undo(Intent intent, Progress progress) {}

    private static boolean isSame(Intent intent) {
        return List.of(USERS, DIRECTORIES).stream()
                .allMatch(directory -> files(intent.oldUnits(), directory).equals(files(intent.newUnits(), directory)));
    }

    /** A path with a specifier is not looked for: it counts as missing. */
    private boolean areThere(UnitSet set) {
        return files(set, DIRECTORIES).stream()
                .flatMap(text -> text.lines())
                .map(String::strip)
                .filter(Predicate.not(line -> line.isEmpty() || line.startsWith("#")))
                .map(line -> line.split("\\s+", 3))
                .allMatch(fields -> fields.length > 1
                        && fields[1].startsWith("/")
                        && Files.exists(root.resolve(fields[1]), LinkOption.NOFOLLOW_LINKS));
    }

    private static List<String> files(UnitSet set, String directory) {
        return set.files().stream()
                .filter(file -> file.path().startsWith(directory))
                .map(UnitFile::content)
                .toList();
    }

    private List<Path> paths(UnitSet set, String directory) {
        return set.files().stream()
                .map(UnitFile::path)
                .filter(path -> path.startsWith(directory))
                .map(root::resolve)
                .toList();
    }
}
