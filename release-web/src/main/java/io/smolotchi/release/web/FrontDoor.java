package io.smolotchi.release.web;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operator.OperatorClient;
import java.util.Map;

/**
 * Where the pages meet the core.
 *
 * @param close lets go of the core
 */
record FrontDoor(Changes changes, Inquiries inquiries, AutoCloseable close) {

    /** By the operator where the environment says so, for the machine that runs; else the machine itself, which takes its owner. */
    static FrontDoor open(HostRoot root, Map<String, String> environment) {
        if (environment.containsKey(OperatorClient.VARIABLE) && root.running()) {
            OperatorClient operator = OperatorClient.open(OperatorClient.SYSTEM_BUS);
            return new FrontDoor(operator.changes(), operator.inquiries(), operator);
        }
        Core core = Core.open(root, CoreOptions.fromEnvironment());
        return new FrontDoor(core.changesFromAfar(), core.inquiries(), core);
    }
}
