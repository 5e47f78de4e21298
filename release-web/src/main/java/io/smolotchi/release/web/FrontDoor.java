package io.smolotchi.release.web;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.descriptor.HostRoot;
import java.util.function.Function;

/**
 * Where the pages meet the core.
 *
 * @param close lets go of the core
 */
record FrontDoor(Changes changes, Inquiries inquiries, AutoCloseable close) {

    /** The core of that machine. Connected by whoever has a core: see {@link WebMain}. */
    static final Function<HostRoot, FrontDoor> CORE = root -> {
        throw new IllegalStateException("no core is connected for " + root.dir());
    };
}
