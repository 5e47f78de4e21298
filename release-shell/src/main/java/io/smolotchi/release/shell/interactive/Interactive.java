package io.smolotchi.release.shell.interactive;

import io.smolotchi.release.shell.Console;
import io.smolotchi.release.shell.FrontDoor;
import io.smolotchi.release.shell.Verbs;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.shell.core.config.UserConfigPathProvider;

/** Starts the interactive console and runs it to its end. */
public final class Interactive {

    private Interactive() {}

    /**
     * Returns the exit code of the last command.
     *
     * @param options of the session, such as {@code --root DIR}
     */
    public static int run(
            Verbs verbs, List<String> options, FrontDoor.Opener opener, String actor, Map<String, String> environment) {
        // Logging is set up already, and not by Boot; JLine's own complaints would be printed between the lines.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        Logger jline = Logger.getLogger("org.jline");
        jline.setLevel(Level.OFF);
        AtomicReference<ConfigurableApplicationContext> running = new AtomicReference<>();
        try (KeptDoor doors = new KeptDoor(opener)) {
            TerminalScreen screen = new TerminalScreen(() -> terminal(running), environment);
            Lines lines = new Lines(new Console(verbs, screen, doors, actor), options, doors);
            Optional<Path> history = HistoryFile.prepare(environment, System.getProperty("user.home"));
            SpringApplication application = new SpringApplication(InteractiveShell.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            application.setBannerMode(Banner.Mode.OFF);
            application.setLogStartupInfo(false);
            application.setAddCommandLineProperties(false);
            application.setLazyInitialization(true);
            application.setDefaultProperties(properties(history.isPresent()));
            application.addInitializers(context -> {
                running.set(context);
                context.getBeanFactory().registerSingleton("lines", lines);
                context.getBeanFactory().registerSingleton("userConfigPathProvider", place(history));
            });
            return SpringApplication.exit(application.run());
        }
    }

    /** Without the starter's own commands: of two of one name, such as {@code history}, the registry would take either. */
    private static Map<String, Object> properties(boolean history) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.shell.history.enabled", history);
        properties.put("spring.shell.history.name", "history");
        Stream.of("clear", "help", "history", "script", "version")
                .forEach(name -> properties.put("spring.shell.command." + name + ".enabled", false));
        return properties;
    }

    private static Terminal terminal(AtomicReference<ConfigurableApplicationContext> running) {
        return Objects.requireNonNull(running.get(), "no command runs before the application does")
                .getBean(Terminal.class);
    }

    private static UserConfigPathProvider place(Optional<Path> history) {
        Path directory = history.map(Path::getParent).orElse(Path.of(""));
        return () -> directory;
    }
}
