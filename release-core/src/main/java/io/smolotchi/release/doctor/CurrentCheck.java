package io.smolotchi.release.doctor;

import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.CurrentLink;
import java.util.Optional;

/** The link has to name a sealed release, and the one that the history says. */
record CurrentCheck(Patient patient) implements Check {

    @Override
    public String name() {
        return "current";
    }

    @Override
    public Finding look() {
        String path = patient.link().path().toString();
        return switch (patient.link().read()) {
            case CurrentLink.Target.Absent _ ->
                patient.history().current().isEmpty()
                        ? nothing()
                        : Finding.wrong(
                                this,
                                path + " is gone; by the history it is " + recorded(),
                                "ln -s releases/" + recorded() + " " + path);
            case CurrentLink.Target.Release(Version version) -> release(version);
            case CurrentLink.Target.Dangling(Version version) ->
                Finding.wrong(
                        this,
                        path + " names " + version + ", whose tree is not there",
                        "smolotchi-release stage SOURCE --version " + version);
            case CurrentLink.Target.Foreign(String target) ->
                Finding.wrong(
                        this,
                        path + " names " + target + ", which is no release of ours",
                        "ln -sfn releases/" + recorded() + " " + path);
            case CurrentLink.Target.NotALink(String kind) ->
                Finding.wrong(
                        this,
                        path + " is " + kind + ", not a link: made by hand or by another installer",
                        kind.equals("a directory") ? "smolotchi-release adopt" : "move it away");
        };
    }

    private Finding nothing() {
        return patient.history()
                .lastLive()
                .filter(row -> row.kind() == OperationKind.PROJECT)
                .map(_ -> Finding.well(
                        this,
                        "none: units run the working tree "
                                + patient.application().code()))
                .orElseGet(() -> Finding.note(this, "nothing is installed", "smolotchi-release activate VERSION"));
    }

    private Finding release(Version version) {
        if (!patient.store().holds(version)) {
            return Finding.wrong(
                    this,
                    version + " is current, and it is not sealed",
                    "smolotchi-release list, then: smolotchi-release activate VERSION");
        }
        if (!patient.history().current().equals(Optional.of(version))) {
            return Finding.wrong(
                    this,
                    "the link names " + version + ", the history " + recorded(),
                    "ln -sfn releases/" + recorded() + " " + patient.link().path());
        }
        return Finding.well(this, version + ", a sealed release");
    }

    private String recorded() {
        return patient.history().current().map(Version::value).orElse("nothing");
    }
}
