package io.smolotchi.release.web;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.web.accounts.TestAccounts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.context.ConfigurableApplicationContext;

/** The real server, over a world in memory or the core itself, with an account of each role. */
final class WebProcess implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";

    private final ConfigurableApplicationContext context;

    private WebProcess(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static WebProcess start(Path root, StagedWorld world, int port) throws IOException {
        return start(root, new FrontDoor(world.changes(), world.inquiries(), () -> {}), port);
    }

    static WebProcess start(Path root, FrontDoor frontDoor, int port) throws IOException {
        return start(new WebOptions(root, OptionalInt.of(port), false, Optional.empty()), frontDoor);
    }

    static WebProcess start(WebOptions options, FrontDoor frontDoor) throws IOException {
        Path root = options.root();
        Path file = new HostRoot(root).resolve(WebMain.DATABASE);
        if (!Files.exists(file)) {
            TestAccounts.make(file, PASSWORD);
        }
        return new WebProcess(WebApplication.start(options, frontDoor));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    @Override
    public void close() {
        context.close();
    }
}
