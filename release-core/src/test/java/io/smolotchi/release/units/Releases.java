package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A release tree that a test writes file by file. */
final class Releases {

    static final Path SAMPLE = Path.of("..", "samples", "smolotchi", "common");
    static final String UNITS = "packaging/systemd/";

    final Path dir;

    Releases(Path dir) {
        this.dir = dir;
    }

    Releases with(String path, String content) {
        try {
            Path file = dir.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A core service with these lines in {@code [Service]}, the first of them being the third of the file. */
    Releases core(String... lines) {
        return with(
                UNITS + "smolotchi-core.service",
                "[Service]\nExecStart=/usr/bin/python3 -m smolotchi.cli core\n" + String.join("\n", lines) + "\n");
    }

    Rendering render() {
        return render(Application.defaults());
    }

    Rendering render(Application application) {
        return new UnitRenderer(application)
                .render(dir, ReleaseDescriptor.read(dir), Placement.prod(application, "/usr/bin/python3"));
    }

    List<String> refused(Application application) {
        return render(application).refusals().stream().map(Refusal::what).toList();
    }

    List<String> refused() {
        return refused(Application.defaults());
    }
}
