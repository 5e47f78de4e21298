package io.smolotchi.release.doctor;

import io.smolotchi.release.units.DeclaredDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** The configuration by which runtime and state directories are made at boot, so that the application's own command line works without root. */
record TmpfilesCheck(Patient patient) implements Check {

    @Override
    public String name() {
        return "tmpfiles";
    }

    @Override
    public Finding look() {
        String path = patient.tmpfiles();
        Path file = patient.root().resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return patient.recorded().file(path).isPresent()
                    ? Finding.wrong(this, path + " is not there", patient.again() + " --overwrite-drift")
                    : Finding.note(this, path + " is not installed yet", "the first activation installs it");
        }
        List<String> declared = DeclaredDirectory.in(text(file)).stream()
                .map(DeclaredDirectory::path)
                .toList();
        String runtime = patient.application().directories().runtime();
        List<String> absent = List.of(runtime, runtime + "/locks").stream()
                .filter(directory -> !declared.contains(directory))
                .toList();
        return absent.isEmpty()
                ? Finding.well(this, path + " declares " + String.join(", ", declared))
                : Finding.wrong(
                        this,
                        path + " does not declare " + String.join(", ", absent),
                        "ship a tmpfiles.d file that does, or none");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
