package io.smolotchi.release.store;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The two keys of {@code release.yaml} that staging itself needs; the descriptor validates the rest.
 *
 * @param version as written: {@code 1.10} is a number to YAML, and would come out as 1.1
 * @param ignore patterns
 */
record ReleaseYaml(Optional<String> version, List<String> ignore) {

    static final String NAME = "release.yaml";

    /** In bytes. */
    static final int LARGEST = 256 * 1024;

    /** @throws Refused DESCRIPTOR_INVALID when it is not YAML, or these keys are not what they have to be */
    static ReleaseYaml read(byte[] content) {
        if (content.length > LARGEST) {
            throw invalid("it has more than " + LARGEST + " bytes");
        }
        try {
            Node top = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .compose(new StringReader(new String(content, StandardCharsets.UTF_8)));
            return new ReleaseYaml(
                    value(top, "version").map(node -> scalar(node, "version")),
                    value(top, "ignore").map(ReleaseYaml::patterns).orElse(List.of()));
        } catch (YAMLException e) {
            throw invalid(String.valueOf(e.getMessage()).lines().findFirst().orElse("it is not YAML"));
        }
    }

    private static Optional<Node> value(Node top, String key) {
        if (!(top instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static List<String> patterns(Node node) {
        if (!(node instanceof SequenceNode list)) {
            throw invalid("line " + line(node) + ": ignore is not a list");
        }
        return list.getValue().stream().map(item -> scalar(item, "ignore")).toList();
    }

    private static String scalar(Node node, String key) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw invalid("line " + line(node) + ": " + key + " is not text");
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static Refused invalid(String why) {
        return new Refused(Code.DESCRIPTOR_INVALID, "cannot read " + NAME + ": because " + why, "edit " + NAME);
    }
}
