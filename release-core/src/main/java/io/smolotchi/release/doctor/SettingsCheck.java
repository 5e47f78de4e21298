package io.smolotchi.release.doctor;

import io.smolotchi.release.refusal.Refused;

/** The host's settings: a mistake in them stops everything that is new. */
record SettingsCheck(Patient patient) implements Check {

    private static final String FILE = "/etc/smolotchi-release/release.yaml";

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public Finding look() {
        try {
            String name = patient.settings().get().name();
            return Finding.well(this, "those of " + name + " can be used");
        } catch (Refused refused) {
            return Finding.wrong(this, FILE + " can't be used", "correct " + FILE)
                    .with(refused.refusals().stream()
                            .map(refusal -> refusal.what())
                            .toList());
        }
    }
}
