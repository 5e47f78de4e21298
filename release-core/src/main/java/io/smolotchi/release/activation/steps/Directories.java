package io.smolotchi.release.activation.steps;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.systemd.HostAccounts;
import io.smolotchi.release.units.UnitFile;
import io.smolotchi.release.units.UnitSet;
import java.nio.file.Path;
import java.util.List;

/** Has systemd make the user and the runtime and state directories, before any service starts. */
public final class Directories implements Step {

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
    public String does() {
        return "create the user, and the directories below /run and /var/lib, by systemd-sysusers and systemd-tmpfiles";
    }

    @Override
    public void apply(Intent intent, Progress progress) {
        create(intent.newUnits());
    }

    /** After a boot that made them by other files than those that were put back: those below /run are gone. */
    public void ofBefore(Intent intent) {
        create(intent.oldUnits());
    }

    private void create(UnitSet set) {
        // Users first: the directories belong to them.
        files(set, "/etc/sysusers.d/").forEach(accounts::createUsers);
        files(set, "/etc/tmpfiles.d/").forEach(accounts::createDirectories);
    }

    /** A user, and directories that the application wrote to, are not taken away. */
    @Override
    public void undo(Intent intent, Progress progress) {}

    private List<Path> files(UnitSet set, String directory) {
        return set.files().stream()
                .map(UnitFile::path)
                .filter(path -> path.startsWith(directory))
                .map(root::resolve)
                .toList();
    }
}
