package io.smolotchi.release.doctor;

import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.systemd.HostAccounts;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.UnitPaths;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Carries repairs out, under the change lock. */
public final class Repairs {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Patient patient;

    public Repairs(Patient patient) {
        this.patient = patient;
    }

    /** @throws io.smolotchi.release.systemd.ServiceManagerException with what systemd or its tool says when one fails; those after it are left */
    public void carryOut(List<Repair> repairs, Progress progress) {
        for (Repair repair : repairs) {
            progress.note(repair.does());
            switch (repair) {
                case CREATE_ACCOUNTS -> accounts().createUsers(file(UnitPaths.sysusers(patient.application())));
                case CREATE_DIRECTORIES -> accounts().createDirectories(file(patient.tmpfiles()));
                case RELOAD -> patient.systemd().daemonReload();
                case START_TIMERS -> startTimers(progress);
            }
        }
    }

    private void startTimers(Progress progress) {
        Map<UnitName, String> results = patient.systemd().start(TimersCheck.idle(patient), START_LIMIT);
        results.forEach((unit, result) -> progress.note(unit + ": start " + result));
    }

    private HostAccounts accounts() {
        return new HostAccounts(patient.root().dir(), patient.processes());
    }

    private Path file(String path) {
        return patient.root().resolve(path);
    }
}
