package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules for a line of tmpfiles.d(5): directories and plain files of the application's, with modes that give nobody another's rights. */
final class TmpfilesRules {

    /** Device nodes, copies, links and writes to what is there already are not among them. */
    private static final Set<String> TYPES = Set.of("d", "D", "e", "f", "z", "Z", "x", "X", "r", "R");

    private final Application application;

    TmpfilesRules(Application application) {
        this.application = application;
    }

    Optional<String> problem(AccountLine line) {
        if (!line.plain() || line.fields().size() < 2) {
            return Optional.of("the line is not a type, a path and further fields without escapes");
        }
        String type = line.field(0).replaceAll("[-!+=]", "");
        if (!TYPES.contains(type)) {
            return Optional.of("lines of type '" + Shown.of(line.field(0)) + "' are not allowed");
        }
        String path = line.field(1);
        String directory = path.endsWith("/*") ? path.substring(0, path.length() - 2) : path;
        if (!PlainPath.fits(directory) || !own(directory)) {
            return Optional.of(Shown.of(path) + " lies outside the application's directories, or is a pattern");
        }
        String mode = line.field(2).replaceAll("^[:~]+", "");
        if (!mode.equals("-") && !mode.matches("0?[0-7]{3}")) {
            return Optional.of("the mode '" + Shown.of(line.field(2)) + "' is not three plain octal digits");
        }
        return account(line.field(3), application.user(), application.policy().users())
                .or(() -> account(
                        line.field(4), application.group(), application.policy().groups()));
    }

    /** Users and groups that the lines name. */
    static Set<String> accounts(List<AccountLine> lines) {
        Set<String> accounts = new TreeSet<>();
        for (AccountLine line : lines) {
            accounts.add(line.field(3));
            accounts.add(line.field(4));
        }
        accounts.removeAll(Set.of("-", "root"));
        return accounts;
    }

    private static Optional<String> account(String named, String own, List<String> allowed) {
        String name = named.startsWith(":") ? named.substring(1) : named;
        boolean fine = name.equals("-") || name.equals("root") || name.equals(own) || allowed.contains(name);
        return UnitPolicy.when(
                !fine, "it gives something to " + Shown.of(named) + ", which is not the application's account");
    }

    private boolean own(String path) {
        return under(path, application.directories().state())
                || under(path, application.directories().runtime());
    }

    private static boolean under(String path, String directory) {
        return path.equals(directory) || path.startsWith(directory + "/");
    }
}
