package io.smolotchi.release.doctor;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A machine without a battery for its clock wakes up in the past: ages and "what was live then" are wrong until it is set. */
record ClockCheck(Patient patient) implements Check {

    /** Clocks are set in steps, and a row may come from just before one. */
    private static final Duration LEEWAY = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Finding look() {
        Instant now = patient.clock().instant();
        Optional<Instant> latest = patient.history().rows().latest();
        if (latest.filter(row -> row.isAfter(now.plus(LEEWAY))).isPresent()) {
            return Finding.wrong(
                    this,
                    "it says " + now + ", but the history goes on until " + latest.get(),
                    "set it: timedatectl set-ntp true");
        }
        boolean timesyncd = Files.isDirectory(patient.root().resolve("/run/systemd/timesync"));
        if (patient.root().running()
                && timesyncd
                && !Files.exists(patient.root().resolve("/run/systemd/timesync/synchronized"))) {
            return Finding.note(this, "not synchronised since the boot", "timedatectl timesync-status");
        }
        return Finding.well(this, "not before the last row of the history");
    }
}
