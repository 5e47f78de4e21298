package io.smolotchi.release.doctor;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.systemd.HostAccounts;
import java.util.ArrayList;
import java.util.List;

/** The user and the group that the services run as. */
record AccountsCheck(Patient patient) implements Check {

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public Finding look() {
        Application application = patient.application();
        HostAccounts accounts = new HostAccounts(patient.root().dir(), patient.processes());
        List<String> missing = new ArrayList<>();
        if (!accounts.hasUser(application.user())) {
            missing.add("user " + application.user());
        }
        if (!accounts.hasGroup(application.group())) {
            missing.add("group " + application.group());
        }
        if (missing.isEmpty()) {
            return Finding.well(this, "user " + application.user() + ", group " + application.group());
        }
        String what = String.join(" and ", missing) + " missing";
        if (patient.recorded().files().isEmpty()) {
            return Finding.note(this, what, "the first activation makes them");
        }
        return Finding.wrong(this, what, "smolotchi-release doctor --fix").mendedBy(Repair.CREATE_ACCOUNTS);
    }
}
