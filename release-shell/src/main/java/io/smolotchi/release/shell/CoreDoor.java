package io.smolotchi.release.shell;

/** The core behind the front door: the one place where it is put together with the console. */
final class CoreDoor {

    static final FrontDoor.Opener OPENER = (root, _) -> {
        throw new IllegalStateException("the core is not connected to the console yet, for " + root.dir());
    };

    private CoreDoor() {}
}
