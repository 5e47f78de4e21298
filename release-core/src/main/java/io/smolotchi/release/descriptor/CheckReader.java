package io.smolotchi.release.descriptor;

import io.smolotchi.release.descriptor.Application.Check;
import io.smolotchi.release.descriptor.Application.Limits;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code health.checks}: each has one of the keys {@code http}, {@code tcp} or {@code command}. */
final class CheckReader {

    private static final List<String> KINDS = List.of("http", "tcp", "command");
    private static final List<String> KEYS =
            List.of("http", "tcp", "command", "name", "expect", "interval", "deadline", "steady", "optional");
    private static final Pattern EXPECT = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");
    private static final Pattern HOST_PORT = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9.-]+)):([0-9]{1,5})");

    private final Problems problems;
    private final ValueReader values;

    CheckReader(Problems problems) {
        this.problems = problems;
        this.values = new ValueReader(problems);
    }

    Optional<List<Check>> read(Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            problems.add(YamlText.line(node), "'checks' must be a list");
            return Optional.empty();
        }
        List<Check> checks = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            check(element).ifPresent(checks::add);
        }
        return checks.size() == sequence.getValue().size() ? Optional.of(checks) : Optional.empty();
    }

    private Optional<Check> check(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(YamlText.line(node), "a check must be keys with values");
            return Optional.empty();
        }
        Map<String, Node> given = keys(mapping);
        List<String> kinds = KINDS.stream().filter(given::containsKey).toList();
        if (kinds.size() != 1) {
            problems.add(YamlText.line(node), "a check needs exactly one of http, tcp and command");
            return Optional.empty();
        }
        String kind = kinds.getFirst();
        if (given.containsKey("expect") && !kind.equals("http")) {
            problems.add(YamlText.line(node), "'expect' belongs to http");
        }
        String name = text(given, "name", Form.NAME).orElse(kind);
        Limits limits = limits(given);
        Node subject = Objects.requireNonNull(given.get(kind));
        return switch (kind) {
            case "http" -> http(name, subject, Optional.ofNullable(given.get("expect")), limits);
            case "tcp" -> tcp(name, subject, limits);
            default -> command(name, subject, limits);
        };
    }

    private Optional<Check> http(String name, Node node, Optional<Node> expect, Limits limits) {
        Optional<String> url = values.scalar(node, "http")
                .flatMap(text -> values.form(node, "http", text, Form.HTTP_URL))
                .filter(text -> isUrl(node, text));
        Optional<int[]> range = expect.isPresent() ? range(expect.get()) : Optional.of(new int[] {200, 399});
        return url.isPresent() && range.isPresent()
                ? Optional.of(new Check.Http(name, url.get(), range.get()[0], range.get()[1], limits))
                : Optional.empty();
    }

    private Optional<int[]> range(Node node) {
        String text = values.scalar(node, "expect").orElse("");
        Matcher range = EXPECT.matcher(text);
        if (range.matches()) {
            int from = Integer.parseInt(range.group(1));
            int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
            if (from <= to) {
                return Optional.of(new int[] {from, to});
            }
        }
        problems.add(
                YamlText.line(node),
                "'expect': '" + Form.printable(text) + "' is not a status or a range such as 200-399");
        return Optional.empty();
    }

    private boolean isUrl(Node node, String text) {
        try {
            if (new URI(text).getHost() != null) {
                return true;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        problems.add(YamlText.line(node), "'http': '" + Form.printable(text) + "' is not an address");
        return false;
    }

    private Optional<Check> tcp(String name, Node node, Limits limits) {
        String text = values.scalar(node, "tcp").orElse("");
        Matcher parts = HOST_PORT.matcher(text);
        int port = parts.matches() ? Integer.parseInt(parts.group(3)) : 0;
        if (port < 1 || port > 65_535) {
            problems.add(YamlText.line(node), "'tcp': '" + Form.printable(text) + "' is not HOST:PORT");
            return Optional.empty();
        }
        String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        return Optional.of(new Check.Tcp(name, host, port, limits));
    }

    private Optional<Check> command(String name, Node node, Limits limits) {
        Optional<List<String>> command = values.texts(node, "command", Form.TEXT);
        if (command.isPresent()
                && (command.get().isEmpty() || !command.get().getFirst().startsWith("/"))) {
            problems.add(YamlText.line(node), "'command' must be a list that begins with an absolute path");
            return Optional.empty();
        }
        return command.map(words -> new Check.Command(name, words, limits));
    }

    private Limits limits(Map<String, Node> given) {
        Node optional = given.get("optional");
        return new Limits(
                duration(given, "interval", 60),
                duration(given, "deadline", 3_600),
                duration(given, "steady", 3_600),
                optional != null
                        && values.scalar(optional, "optional")
                                .flatMap(text -> values.yesOrNo(optional, "optional", text))
                                .orElse(false));
    }

    private Optional<Duration> duration(Map<String, Node> given, String key, long to) {
        Node node = given.get(key);
        return node == null
                ? Optional.empty()
                : values.scalar(node, key).flatMap(text -> values.duration(node, key, text, 0, to));
    }

    private Optional<String> text(Map<String, Node> given, String key, Form form) {
        Node node = given.get(key);
        return node == null
                ? Optional.empty()
                : values.scalar(node, key).flatMap(text -> values.form(node, key, text, form));
    }

    private Map<String, Node> keys(MappingNode mapping) {
        Map<String, Node> given = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!KEYS.contains(key)) {
                problems.add(
                        YamlText.line(tuple.getKeyNode()),
                        "unknown key '" + Form.printable(key) + "'" + Suggestion.among(KEYS, key));
            } else if (given.put(key, tuple.getValueNode()) != null) {
                problems.add(YamlText.line(tuple.getKeyNode()), "'" + key + "' is given twice");
            }
        }
        return given;
    }
}
