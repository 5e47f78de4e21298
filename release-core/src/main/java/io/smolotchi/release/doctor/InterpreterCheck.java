package io.smolotchi.release.doctor;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.python.Interpreter;
import io.smolotchi.release.python.Interpreters;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What runs the application. */
record InterpreterCheck(Patient patient) implements Check {

    @Override
    public String name() {
        return "interpreter";
    }

    @Override
    public Finding look() {
        Optional<Version> current = patient.link().version().filter(patient.store()::holds);
        Path tree = current.map(patient.store()::tree)
                .orElseGet(() -> patient.root().resolve(patient.application().code()));
        Interpreters interpreters = new Interpreters(
                patient.processes(),
                patient.root().dir(),
                patient.application().python().interpreter());
        return switch (interpreters.choose(tree)) {
            case Interpreters.Choice.Found(Interpreter found) ->
                Finding.well(
                        this,
                        found.path() + " (" + found.origin().name().toLowerCase(Locale.ROOT)
                                + (found.version().isEmpty() ? "" : ", " + found.version()) + ")");
            case Interpreters.Choice.Missing missing ->
                (patient.root().running()
                                ? Finding.wrong(
                                        this,
                                        "none is usable",
                                        missing.refusal().remedy())
                                : Finding.note(this, "there is none below this root yet", ""))
                        .with(missing.tried());
        };
    }
}
