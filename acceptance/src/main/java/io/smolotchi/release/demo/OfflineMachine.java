package io.smolotchi.release.demo;

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
