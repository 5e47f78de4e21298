package io.smolotchi.release.web.accounts;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * {@code user add NAME [--role ROLE]}, {@code user remove NAME} and {@code user list}: the only way that an account comes into being, on the machine
 * itself. Answers with the exit codes of the console: 0 done, 1 fault, 2 usage, 3 refused.
 */
public final class UserCommand {

    private static final String USAGE = """
            usage: user add NAME [--role viewer|operator|administrator]   (the password is the first line of standard input)
                   user remove NAME
                   user list""";

    /** Where the password comes from. */
    public interface PasswordInput {
        /** Empty when there is none. */
        Optional<String> read(String account) throws IOException;
    }

    private final PasswordEncoder encoder;
    private final Clock clock;
    private final PasswordInput input;
    private final PrintStream out;
    private final PrintStream err;

    public UserCommand(PasswordEncoder encoder, Clock clock, PasswordInput input, PrintStream out, PrintStream err) {
        this.encoder = encoder;
        this.clock = clock;
        this.input = input;
        this.out = out;
        this.err = err;
    }

    /**
     * @param file {@code web.db}, made when there is none
     * @param words after {@code user}
     */
    public int run(Path file, List<String> words) {
        try (WebDatabase database = WebDatabase.open(file)) {
            Accounts accounts = new Accounts(database, encoder, clock);
            LoginAudit audit = new LoginAudit(database, clock);
            return switch (words.isEmpty() ? "" : words.getFirst()) {
                case "add" -> add(accounts, audit, new ArrayList<>(words.subList(1, words.size())));
                case "remove" -> words.size() == 2 ? remove(accounts, audit, words.get(1)) : usage();
                case "list" -> words.size() == 1 ? list(accounts) : usage();
                default -> usage();
            };
        } catch (IOException e) {
            err.println("cannot open the accounts: " + e.getMessage());
            return 1;
        }
    }

    private int add(Accounts accounts, LoginAudit audit, List<String> words) throws IOException {
        Role role = accounts.list().isEmpty() ? Role.ADMINISTRATOR : Role.OPERATOR;
        int option = words.indexOf("--role");
        if (option >= 0) {
            Optional<Role> named = option + 1 < words.size() ? Role.parse(words.get(option + 1)) : Optional.empty();
            if (named.isEmpty()) {
                return usage();
            }
            role = named.get();
            words.subList(option, option + 2).clear();
        }
        if (words.size() != 1) {
            return usage();
        }
        String name = words.getFirst();
        if (!Account.isName(name)) {
            err.println("cannot add the account: its name must be " + Account.NAME_RULE);
            return 2;
        }
        if (accounts.find(name).isPresent()) {
            err.println(
                    "cannot add " + name + ": an account of that name exists; remove it first: user remove " + name);
            return 3;
        }
        String password = input.read(name).orElse("");
        List<String> objections = Passwords.objections(name, password);
        if (!objections.isEmpty()) {
            err.println(
                    "cannot add " + name + ": the password is not fit, because " + String.join(" and ", objections));
            return 3;
        }
        if (!accounts.add(name, role, password)) {
            err.println("cannot add " + name + ": an account of that name was added meanwhile");
            return 3;
        }
        audit.record(LoginAudit.Event.ACCOUNT_ADDED, name, "");
        out.println("added " + name + " as " + role.word());
        return 0;
    }

    private int remove(Accounts accounts, LoginAudit audit, String name) {
        if (!accounts.remove(name)) {
            err.println("cannot remove the account: there is none of that name; see: user list");
            return 3;
        }
        audit.record(LoginAudit.Event.ACCOUNT_REMOVED, name, "");
        out.println("removed " + name + "; its sessions end with their next request");
        return 0;
    }

    private int list(Accounts accounts) {
        for (Account account : accounts.list()) {
            out.println(account.name() + "\t" + account.role().word() + "\t" + account.createdAt());
        }
        return 0;
    }

    private int usage() {
        err.println(USAGE);
        return 2;
    }
}
