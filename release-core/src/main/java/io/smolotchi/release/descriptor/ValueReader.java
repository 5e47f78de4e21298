package io.smolotchi.release.descriptor;

import io.smolotchi.release.catalog.Version;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads single values and lists and maps of them. What does not fit is a problem, and empty. */
final class ValueReader {

    private final Problems problems;

    ValueReader(Problems problems) {
        this.problems = problems;
    }

    Optional<Object> read(Type type, Node node, String key, Setting setting) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return generic.getActualTypeArguments()[0] == Application.Check.class
                    ? new CheckReader(problems).read(node).map(checks -> checks)
                    : texts(node, key, setting.form()).map(list -> list);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            boolean lists = generic.getActualTypeArguments()[1] instanceof ParameterizedType;
            return map(node, key, setting, lists).map(map -> map);
        }
        return single((Class<?>) type, node, key, setting);
    }

    private Optional<Object> single(Class<?> type, Node node, String key, Setting setting) {
        Optional<String> text = scalar(node, key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (type == boolean.class) {
            return yesOrNo(node, key, text.get()).map(value -> value);
        }
        if (type == int.class || type == Integer.class) {
            return number(node, key, text.get(), setting).map(value -> value);
        }
        if (type == Duration.class) {
            return duration(node, key, text.get(), setting).map(value -> value);
        }
        if (type == Version.class) {
            Optional<Version> version = Version.parse(text.get());
            return orProblem(version.map(value -> value), node, key, text.get(), "is not a version");
        }
        if (type.isEnum()) {
            return choice(type, node, key, text.get());
        }
        return form(node, key, text.get(), setting.form()).map(value -> value);
    }

    /** The text of a scalar, however YAML would have typed it: a version 1.10 is not a number. */
    Optional<String> scalar(Node node, String key) {
        if (node instanceof ScalarNode scalar && !YamlText.isEmpty(node) && isPlainTag(node.getTag())) {
            return Optional.of(scalar.getValue());
        }
        problems.add(YamlText.line(node), "'" + key + "' must be a single value");
        return Optional.empty();
    }

    Optional<String> form(Node node, String key, String text, Form form) {
        Optional<String> problem = form.problem(text);
        problem.ifPresent(why -> problems.add(YamlText.line(node), "'" + key + "': " + why));
        return problem.isPresent() ? Optional.empty() : Optional.of(text);
    }

    Optional<Boolean> yesOrNo(Node node, String key, String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (word.equals("true") || word.equals("yes") || word.equals("on")) {
            return Optional.of(true);
        }
        if (word.equals("false") || word.equals("no") || word.equals("off")) {
            return Optional.of(false);
        }
        problems.add(YamlText.line(node), "'" + key + "': '" + Form.printable(text) + "' is neither true nor false");
        return Optional.empty();
    }

    Optional<Duration> duration(Node node, String key, String text, long from, long to) {
        Optional<Duration> duration = Durations.parse(text)
                .filter(value ->
                        value.compareTo(Duration.ofSeconds(from)) >= 0 && value.compareTo(Duration.ofSeconds(to)) <= 0);
        if (duration.isEmpty()) {
            problems.add(
                    YamlText.line(node),
                    "'" + key + "': '" + Form.printable(text) + "' is not " + Durations.WORDS + ", from "
                            + Durations.format(Duration.ofSeconds(from)) + " to "
                            + Durations.format(Duration.ofSeconds(to)));
        }
        return duration;
    }

    /** A list of scalars; a single scalar stands for a list of one. */
    Optional<List<String>> texts(Node node, String key, Form form) {
        if (node instanceof ScalarNode) {
            return scalar(node, key)
                    .flatMap(text -> form(node, key, text, form))
                    .map(List::of);
        }
        if (!(node instanceof SequenceNode sequence)) {
            problems.add(YamlText.line(node), "'" + key + "' must be a list");
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            scalar(element, key).flatMap(text -> form(element, key, text, form)).ifPresent(texts::add);
        }
        return texts.size() == sequence.getValue().size() ? Optional.of(List.copyOf(texts)) : Optional.empty();
    }

    private Optional<Map<String, Object>> map(Node node, String key, Setting setting, boolean lists) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(YamlText.line(node), "'" + key + "' must be keys with values");
            return Optional.empty();
        }
        Map<String, Object> map = new TreeMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node keyNode = tuple.getKeyNode();
            Node valueNode = tuple.getValueNode();
            Optional<String> name = scalar(keyNode, key).flatMap(text -> form(keyNode, key, text, setting.form()));
            Optional<Object> value = lists
                    ? texts(valueNode, key, setting.valueForm()).map(list -> list)
                    : scalar(valueNode, key)
                            .flatMap(text -> form(valueNode, key, text, setting.valueForm()))
                            .map(text -> text);
            if (name.isPresent() && value.isPresent() && map.put(name.get(), value.get()) != null) {
                problems.add(YamlText.line(keyNode), "'" + name.get() + "' is given twice");
            }
        }
        return map.size() == mapping.getValue().size() ? Optional.of(map) : Optional.empty();
    }

    private Optional<Integer> number(Node node, String key, String text, Setting setting) {
        if (text.matches("0|[1-9][0-9]{0,8}")) {
            int number = Integer.parseInt(text);
            if (number >= setting.from() && number <= setting.to()) {
                return Optional.of(number);
            }
        }
        problems.add(
                YamlText.line(node),
                "'" + key + "': '" + Form.printable(text) + "' is not a number from " + setting.from() + " to "
                        + setting.to());
        return Optional.empty();
    }

    private Optional<Duration> duration(Node node, String key, String text, Setting setting) {
        return duration(node, key, text, setting.from(), setting.to());
    }

    private Optional<Object> choice(Class<?> type, Node node, String key, String text) {
        Object[] constants = type.getEnumConstants();
        Optional<Object> constant = Arrays.stream(constants)
                .filter(value -> word(value).equals(text))
                .findFirst();
        String words = Arrays.stream(constants).map(ValueReader::word).collect(Collectors.joining(", "));
        return orProblem(constant, node, key, text, "is not one of " + words);
    }

    /** {@code PROD} -> {@code prod}. */
    static String word(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }

    private Optional<Object> orProblem(Optional<Object> value, Node node, String key, String text, String why) {
        if (value.isEmpty()) {
            problems.add(YamlText.line(node), "'" + key + "': '" + Form.printable(text) + "' " + why);
        }
        return value;
    }

    private static boolean isPlainTag(Tag tag) {
        return List.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP).contains(tag);
    }
}
