package io.smolotchi.release.web;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.descriptor.HostRoot;

/**
 * Where the pages meet the core.
 *
 * @param close lets go of the core
 */
record FrontDoor(Changes changes, Inquiries inquiries, AutoCloseable close) {

    static FrontDoor open(HostRoot root) {
        Core core = Core.open(root, CoreOptions.fromEnvironment());
        return new FrontDoor(core.changesFromAfar(), core.inquiries(), core);
    }
}
