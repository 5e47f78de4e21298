package io.smolotchi.release.store.source;

import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.manifest.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A source that was read without being staged.
 *
 * @param content what the release would be made of, without bytecode
 */
public record Surveyed(List<Entry> content, Optional<ReleaseDescriptor> yaml, Optional<byte[]> pyproject) {

    /** @throws Refused for what the source is or holds */
    public static Surveyed of(SourceReading reading, Progress progress) throws IOException {
        try (Hashing hashing = new Hashing()) {
            SurveyedTree tree = new SurveyedTree(hashing);
            reading.readInto(tree, progress);
            Optional<String> wrapper = reading.wrapper(tree);
            wrapper.ifPresent(tree::unwrap);
            String prefix = wrapper.map(name -> name + "/").orElse("");
            Optional<ReleaseDescriptor> yaml =
                    tree.content(prefix + ReleaseYaml.NAME).map(ReleaseYaml::read);
            reading.drop(tree, yaml);
            List<Entry> content = tree.entries();
            reading.requireUsable(content, wrapper);
            return new Surveyed(content, yaml, tree.content(prefix + PyprojectToml.NAME));
        }
    }
}
