package io.smolotchi.release.doctor;

import io.smolotchi.release.units.DeclaredDirectory;
import io.smolotchi.release.units.UnitFile;
import java.util.List;

/** Owner and mode of the runtime and state directories, as the installed tmpfiles.d file declares them. */
record DirectoriesCheck(Patient patient) implements Check {

    @Override
    public String name() {
        return "directories";
    }

    @Override
    public Finding look() {
        List<DeclaredDirectory> declared = patient.recorded()
                .file(patient.tmpfiles())
                .map(UnitFile::content)
                .map(DeclaredDirectory::in)
                .orElse(List.of());
        if (declared.isEmpty()) {
            return Finding.skipped(this, "none is declared yet");
        }
        // Below another root /run is that of nobody: it is made when that machine boots.
        List<DeclaredDirectory> expected = declared.stream()
                .filter(directory ->
                        patient.root().running() || !directory.path().startsWith("/run/"))
                .toList();
        List<String> wrong = expected.stream()
                .flatMap(directory -> directory.problem(patient.root()).stream())
                .toList();
        if (!wrong.isEmpty()) {
            return Finding.wrong(this, "not as declared", "smolotchi-release doctor --fix")
                    .with(wrong)
                    .mendedBy(Repair.CREATE_DIRECTORIES);
        }
        return Finding.well(
                this,
                String.join(", ", expected.stream().map(DeclaredDirectory::path).toList()));
    }
}
