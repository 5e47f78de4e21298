package io.smolotchi.release.descriptor;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML as nodes with their lines; no object is ever made of a tag, and references to collections are refused, since a few of them can stand for millions. */
final class YamlText {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_LEVELS = 12;

    private YamlText() {}

    /** The text of the file; empty when it can't be one of ours, which is then among the problems. */
    static Optional<String> read(Path file, Problems problems) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                problems.add(1, "is not a regular file");
                return Optional.empty();
            }
            if (Files.size(file) > MOST_BYTES) {
                problems.add(1, "is larger than " + MOST_BYTES + " bytes");
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            problems.add(1, "is not UTF-8");
        } catch (IOException e) {
            problems.add(1, "can't be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** The mapping that the text is; empty for an empty text and for one with problems. */
    static Optional<MappingNode> compose(String text, Problems problems) {
        if (text.length() > MOST_BYTES) {
            problems.add(1, "is larger than " + MOST_BYTES + " characters");
            return Optional.empty();
        }
        try {
            // compose() can return null, which its signature does not say
            Optional<Node> node = Optional.ofNullable(yaml().compose(new StringReader(text)));
            if (node.isEmpty() || isEmpty(node.get())) {
                return Optional.empty();
            }
            if (node.get() instanceof MappingNode mapping) {
                return Optional.of(mapping);
            }
            problems.add(line(node.get()), "must be keys with values");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(line, "is not YAML: " + Form.printable(String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            problems.add(1, "is not acceptable YAML: " + Form.printable(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    /** Counted from 1. */
    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setAllowRecursiveKeys(false);
        options.setNestingDepthLimit(MOST_LEVELS);
        options.setCodePointLimit(MOST_BYTES);
        return new Yaml(new SafeConstructor(options));
    }
}
