package io.smolotchi.release.descriptor;

import io.smolotchi.release.refusal.Code;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.yaml.snakeyaml.nodes.MappingNode;

/** Reads what a release says of itself. */
final class DescriptorFile {

    private DescriptorFile() {}

    static ReleaseDescriptor read(Path release) {
        Path file = release.resolve(ReleaseDescriptor.FILE);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return ReleaseDescriptor.none();
        }
        Problems problems = new Problems(ReleaseDescriptor.FILE, Code.DESCRIPTOR_INVALID);
        String text = YamlText.read(file, problems).orElse("");
        problems.throwIfAny();
        return parse(text);
    }

    static ReleaseDescriptor parse(String text) {
        Problems problems = new Problems(ReleaseDescriptor.FILE, Code.DESCRIPTOR_INVALID);
        ReleaseDescriptor none = ReleaseDescriptor.none();
        ReleaseDescriptor descriptor = YamlText.compose(text, problems)
                .map((MappingNode mapping) -> new RecordBinder(problems).bind(mapping, none))
                .orElse(none);
        problems.throwIfAny();
        return descriptor;
    }
}
