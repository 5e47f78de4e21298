package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.systemd.HostAccounts;
import io.smolotchi.release.systemd.UnitName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether the accounts that services run as exist, or are made by the set's own sysusers.d file. systemd would find out at the start (217/USER). */
final class AccountCheck {

    private final Application application;
    private final HostAccounts accounts;

    AccountCheck(HostRoot root, Application application, Processes processes) {
        this.application = application;
        this.accounts = new HostAccounts(root.dir(), processes);
    }

    void check(UnitSet set, Findings.Book book) {
        Set<String> users = new TreeSet<>();
        Set<String> groups = new TreeSet<>();
        for (UnitName unit : UnitVerification.services(set)) {
            EffectiveUnit effective = set.effective(unit);
            effective.last("Service", "User").ifPresent(users::add);
            effective.last("Service", "Group").ifPresent(groups::add);
            effective.all("Service", "SupplementaryGroups").forEach(value -> groups.addAll(UnitText.words(value)));
        }
        List<AccountLine> made = set.file(UnitPaths.sysusers(application))
                .map(file -> AccountLine.parse(file.content()))
                .orElse(List.of());
        made.stream().filter(line -> line.field(0).startsWith("u")).forEach(line -> {
            users.remove(line.field(1));
            groups.remove(line.field(1));
        });
        made.stream().filter(line -> line.field(0).equals("g")).forEach(line -> groups.remove(line.field(1)));
        users.stream().filter(user -> !accounts.hasUser(user)).forEach(user -> refuse(book, "user", user));
        groups.stream().filter(group -> !accounts.hasGroup(group)).forEach(group -> refuse(book, "group", group));
    }

    private static void refuse(Findings.Book book, String what, String name) {
        book.refuse(
                Code.UNIT_INVALID,
                "cannot install units: they run as " + what + " " + Shown.of(name)
                        + ", which does not exist and is not made by sysusers.d",
                "create the " + what + ", or name another one in /etc/smolotchi-release/release.yaml");
    }
}
