package io.smolotchi.release.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at everything, in an order in which what explains other things comes first. */
public final class Doctor {

    private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);

    private final List<Check> checks;

    public Doctor(Patient patient) {
        this.checks = List.of(
                new SettingsCheck(patient),
                new CatalogCheck(patient),
                new InterruptedCheck(patient),
                new CurrentCheck(patient),
                new InterpreterCheck(patient),
                new AccountsCheck(patient),
                new TmpfilesCheck(patient),
                new DirectoriesCheck(patient),
                new InstalledFilesCheck(patient),
                new EnablementCheck(patient),
                new ReloadCheck(patient),
                new UnitsCheck(patient),
                new RunningReleaseCheck(patient),
                new TimersCheck(patient),
                new SpaceCheck(patient),
                new ClockCheck(patient));
    }

    /** A finding for each check. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            try {
                findings.add(check.look());
            } catch (RuntimeException e) {
                LOG.debug("check {} could not look", check.name(), e);
                findings.add(Finding.wrong(
                        check,
                        "could not look: " + Optional.ofNullable(e.getMessage()).orElse(e.toString()),
                        ""));
            }
        }
        return List.copyOf(findings);
    }

    /** What can be mended, in the order in which it is to be done. */
    public static List<Repair> repairs(List<Finding> findings) {
        TreeSet<Repair> repairs = new TreeSet<>();
        findings.forEach(finding -> finding.repair().ifPresent(repairs::add));
        return List.copyOf(repairs);
    }
}
