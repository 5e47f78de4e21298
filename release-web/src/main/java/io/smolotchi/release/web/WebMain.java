package io.smolotchi.release.web;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.web.accounts.Passwords;
import io.smolotchi.release.web.accounts.TokenCommand;
import io.smolotchi.release.web.accounts.UserCommand;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code smolotchi-release-web}: serves the pages, or manages their accounts. */
public final class WebMain {

    /** Below {@code --root}. */
    static final String DATABASE = "/var/lib/smolotchi-release-web/web.db";

    private WebMain() {}

    public static void main(String[] args) {
        try {
            WebOptions options = WebOptions.parse(List.of(args));
            if (options.management().isPresent()) {
                System.exit(manage(options, options.management().get()));
            }
            serve(options);
        } catch (WebOptions.Misused e) {
            System.err.println(e.getMessage());
            System.err.println(WebOptions.USAGE);
            System.exit(2);
        }
    }

    private static void serve(WebOptions options) {
        ConfigurableApplicationContext context =
                WebApplication.start(options, FrontDoor.open(new HostRoot(options.root()), System.getenv()));
        URI address = Address.of(context.getEnvironment());
        System.out.println(address);
        Supervision.of(System.getenv()).ifPresent(supervision -> supervision.begin(context, address));
    }

    private static int manage(WebOptions options, List<String> all) {
        Path file = new HostRoot(options.root()).resolve(DATABASE);
        List<String> words = all.subList(1, all.size());
        if (all.getFirst().equals("token")) {
            return new TokenCommand(Clock.systemUTC(), System.out, System.err).run(file, words);
        }
        return new UserCommand(Passwords.encoder(), Clock.systemUTC(), WebMain::readPassword, System.out, System.err)
                .run(file, words);
    }

    private static Optional<String> readPassword(String account) throws IOException {
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (terminal.isPresent()) {
            return Optional.ofNullable(terminal.get().readPassword("Password of %s: ", account))
                    .map(String::new);
        }
        return Optional.ofNullable(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
    }
}
