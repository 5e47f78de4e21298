package io.smolotchi.release.descriptor;

import io.smolotchi.release.refusal.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The host's settings, {@value #PATH} below the root. */
public final class SettingsFile {

    public static final String PATH = "/etc/smolotchi-release/release.yaml";

    private SettingsFile() {}

    /**
     * The built-in defaults when there is no file.
     *
     * @throws io.smolotchi.release.refusal.Refused with every unknown key and malformed value, each with its line
     */
    public static Application read(HostRoot root) {
        Path file = root.resolve(PATH);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Application.defaults();
        }
        Problems problems = new Problems(PATH, Code.SETTINGS_INVALID);
        // An administrator may keep the file elsewhere and link to it; a release may not, so only this one follows
        // links.
        String text = YamlText.read(followed(file), problems).orElse("");
        problems.throwIfAny();
        return parse(text);
    }

    /** @throws io.smolotchi.release.refusal.Refused with every unknown key and malformed value, each with its line */
    public static Application parse(String text) {
        Problems problems = new Problems(PATH, Code.SETTINGS_INVALID);
        Optional<MappingNode> mapping = YamlText.compose(text, problems);
        Application defaults = mapping.flatMap(SettingsFile::name)
                .filter(Form.NAME::fits)
                .map(Defaults::of)
                .orElse(Application.defaults());
        Application application = mapping.map(node -> new RecordBinder(problems).bind(node, defaults))
                .orElse(defaults);
        problems.throwIfAny();
        // Nobody named checks, so the built-in one goes where the web page is
        return application.health().checks().equals(defaults.health().checks())
                ? application.withChecks(List.of(Defaults.webCheck(application.web())))
                : application;
    }

    private static Path followed(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file; // and is reported as not readable
        }
    }

    private static Optional<String> name(MappingNode mapping) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("name"))
                .map(NodeTuple::getValueNode)
                .filter(ScalarNode.class::isInstance)
                .map(node -> ((ScalarNode) node).getValue())
                .findFirst();
    }
}
