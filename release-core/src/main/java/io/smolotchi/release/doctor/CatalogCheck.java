package io.smolotchi.release.doctor;

import java.util.List;

/** The truth about what happened. */
record CatalogCheck(Patient patient) implements Check {

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public Finding look() {
        List<String> problems = patient.catalogProblems().get();
        if (problems.isEmpty()) {
            return Finding.well(this, "sound, page by page");
        }
        return patient.store().releases().isEmpty()
                        && patient.history().rows().latest().isEmpty()
                ? Finding.note(this, "nothing was recorded yet", "smolotchi-release stage SOURCE")
                : Finding.wrong(this, "gone or broken", "smolotchi-release catalog rebuild")
                        .with(problems);
    }
}
