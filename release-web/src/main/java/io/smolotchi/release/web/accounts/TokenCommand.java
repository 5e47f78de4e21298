package io.smolotchi.release.web.accounts;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code token add NAME [--role ROLE] [--days N]}, {@code token remove NAME} and {@code token list}, on the machine itself. Exit codes as of {@link
 * UserCommand}.
 */
public final class TokenCommand {

    private static final String USAGE = """
            usage: token add NAME [--role viewer|operator|administrator] [--days N]   (viewer, 90 days; the token is printed once)
                   token remove NAME
                   token list""";

    private static final int DAYS = 90;
    private static final int MOST_DAYS = 3_650;

    private final Clock clock;
    private final PrintStream out;
    private final PrintStream err;

    public TokenCommand(Clock clock, PrintStream out, PrintStream err) {
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /**
     * @param file {@code web.db}, made when there is none
     * @param words after {@code token}
     */
    public int run(Path file, List<String> words) {
        try (WebDatabase database = WebDatabase.open(file)) {
            ApiTokens tokens = new ApiTokens(database, clock);
            LoginAudit audit = new LoginAudit(database, clock);
            return switch (words.isEmpty() ? "" : words.getFirst()) {
                case "add" -> add(tokens, audit, new ArrayList<>(words.subList(1, words.size())));
                case "remove" -> words.size() == 2 ? remove(tokens, audit, words.get(1)) : usage();
                case "list" -> words.size() == 1 ? list(tokens) : usage();
                default -> usage();
            };
        } catch (IOException e) {
            err.println("cannot open the tokens: " + e.getMessage());
            return 1;
        }
    }

    private int add(ApiTokens tokens, LoginAudit audit, List<String> words) {
        Optional<Role> role = Role.parse(option("--role", words).orElse(Role.VIEWER.word()));
        Optional<Integer> days = days(option("--days", words));
        if (role.isEmpty() || days.isEmpty() || words.size() != 1) {
            return usage();
        }
        String name = words.getFirst();
        if (!Account.isName(name)) {
            err.println("cannot add the token: its name must be " + Account.NAME_RULE);
            return 2;
        }
        Optional<String> token = tokens.add(name, role.get(), Duration.ofDays(days.get()));
        if (token.isEmpty()) {
            err.println("cannot add " + name + ": a token of that name exists; remove it first: token remove " + name);
            return 3;
        }
        audit.record(LoginAudit.Event.TOKEN_ADDED, name, "");
        err.println("added " + name + " as " + role.get().word() + " for " + days.get()
                + " days; it is not shown a second time:");
        out.println(token.get());
        return 0;
    }

    /** Takes the option out of the words. */
    private static Optional<String> option(String name, List<String> words) {
        int at = words.indexOf(name);
        if (at < 0 || at + 1 >= words.size()) {
            return Optional.empty();
        }
        String value = words.get(at + 1);
        words.subList(at, at + 2).clear();
        return Optional.of(value);
    }

    private static Optional<Integer> days(Optional<String> text) {
        return text.isEmpty()
                ? Optional.of(DAYS)
                : text.filter(number -> number.matches("[1-9][0-9]{0,3}"))
                        .map(Integer::valueOf)
                        .filter(number -> number <= MOST_DAYS);
    }

    private int remove(ApiTokens tokens, LoginAudit audit, String name) {
        if (!tokens.remove(name)) {
            err.println("cannot remove the token: there is none of that name; see: token list");
            return 3;
        }
        audit.record(LoginAudit.Event.TOKEN_REMOVED, name, "");
        out.println("removed " + name + "; its next request is refused");
        return 0;
    }

    private int list(ApiTokens tokens) {
        for (ApiToken token : tokens.list()) {
            String until = tokens.valid(token) ? "until " : "expired ";
            out.println(token.name() + "\t" + token.role().word() + "\t" + until + token.expiresAt());
        }
        return 0;
    }

    private int usage() {
        err.println(USAGE);
        return 2;
    }
}
