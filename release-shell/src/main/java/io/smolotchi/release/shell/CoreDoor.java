package io.smolotchi.release.shell;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operator.Operator;
import io.smolotchi.release.operator.OperatorClient;
import java.nio.file.Path;
import java.time.Duration;

/** The core behind the front door: the one place where it is put together with the console. */
record CoreDoor(Core core) implements FrontDoor {

    private static final Path ACCOUNTS = Path.of("/etc/passwd");

    static FrontDoor open(HostRoot root, boolean foreground) {
        CoreOptions options = CoreOptions.fromEnvironment();
        return new CoreDoor(Core.open(root, options.inForeground(foreground)));
    }

    @Override
    public Changes changes() {
        return core.changes();
    }

    @Override
    public Inquiries inquiries() {
        return core.inquiries();
    }

    @Override
    public void serve(Duration idle) {
        new Operator(OperatorClient.SYSTEM_BUS, idle, ACCOUNTS).serve(core.changesFromAfar(), core.inquiries());
    }

    @Override
    public void close() {
        core.close();
    }
}
