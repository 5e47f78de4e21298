package io.smolotchi.release.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder in place of a machine: everything but starting services can be done below another root. */
final class OfflineMachine implements Machine {
    private final Path root;
    private final Path versions;

    OfflineMachine(Path root, Path versions) {
        this.root = root;
        this.versions = versions;
    }

    /**
     * Makes whoever runs the demo stand for an account of the machine, unless that is root: nobody else can give folders
     * away, so installing would fail where it makes the application's.
     */
    void lendAccount(String name) throws IOException {
        int user = (int) Files.getAttribute(root, "unix:uid");
        int group = (int) Files.getAttribute(root, "unix:gid");
        if (user != 0) {
            Folder.write(
                    outside("/etc/passwd"),
                    "root:x:0:0::/root:/bin/sh\n%s:x:%d:%d::/:/usr/sbin/nologin\n".formatted(name, user, group));
            Folder.write(outside("/etc/group"), "root:x:0:\n%s:x:%d:\n".formatted(name, group));
        }
    }

    @Override
    public List<String> inside(List<String> command) {
        return command;
    }

    @Override
    public List<String> options() {
        return List.of("--root", root.toString());
    }

    @Override
    public Path outside(String path) {
        return root.resolve(path.substring(1));
    }

    @Override
    public Path versions() {
        return versions;
    }

    @Override
    public int publish(int port) {
        return port;
    }

    @Override
    public int freePort(int wanted) {
        return Ports.freeHere(wanted);
    }

    /** The folder goes with the demo's others. */
    @Override
    public void close() {}
}
