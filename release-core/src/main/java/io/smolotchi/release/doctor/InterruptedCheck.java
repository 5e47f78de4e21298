package io.smolotchi.release.doctor;

import io.smolotchi.release.refusal.Code;

/** An activation that did not come to its end. One that somebody carries out now is none. */
record InterruptedCheck(Patient patient) implements Check {

    @Override
    public String name() {
        return "operations";
    }

    @Override
    public Finding look() {
        return patient.interrupted()
                .get()
                .map(refusal -> refusal.code() == Code.BUSY
                        ? Finding.note(this, refusal.what(), refusal.remedy())
                        : Finding.wrong(this, refusal.what(), refusal.remedy()))
                .orElseGet(() -> Finding.well(this, "nothing is open"));
    }
}
