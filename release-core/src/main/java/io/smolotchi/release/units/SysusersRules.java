package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules for a line of sysusers.d(5): the application's own user and group, with ids that the system chooses, and no way into another group. */
final class SysusersRules {

    private final Application application;

    SysusersRules(Application application) {
        this.application = application;
    }

    Optional<String> problem(AccountLine line) {
        if (!line.plain() || line.fields().size() < 2) {
            return Optional.of("the line is not a type, a name and further fields without escapes");
        }
        return switch (line.field(0)) {
            case "u", "u!" ->
                UnitPolicy.when(
                                !line.field(1).equals(application.user()),
                                "the application's user is " + application.user())
                        .or(() -> ownId(line));
            case "g" ->
                UnitPolicy.when(
                                !line.field(1).equals(application.group()),
                                "the application's group is " + application.group())
                        .or(() -> ownId(line));
            case "m" ->
                UnitPolicy.when(
                        !line.field(1).equals(application.user()) || !mayJoin(line.field(2)),
                        Shown.of(line.field(1)) + " may not join " + Shown.of(line.field(2)));
            default -> Optional.of("lines of type '" + Shown.of(line.field(0)) + "' are not allowed");
        };
    }

    /** Users and groups that the lines make or change. */
    static Set<String> accounts(List<AccountLine> lines) {
        Set<String> accounts = new TreeSet<>();
        lines.forEach(line -> accounts.add(line.field(1)));
        return accounts;
    }

    private boolean mayJoin(String group) {
        return group.equals(application.group())
                || application.policy().groups().contains(group);
    }

    private static Optional<String> ownId(AccountLine line) {
        return UnitPolicy.when(!line.field(2).equals("-"), "the id must be '-', so that it is nobody else's");
    }
}
