package io.smolotchi.release.descriptor;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Puts the values of a YAML mapping into a record, over a record of defaults. A component {@code minimumAge} is the key {@code minimum-age}. */
final class RecordBinder {

    private final Problems problems;
    private final ValueReader values;

    RecordBinder(Problems problems) {
        this.problems = problems;
        this.values = new ValueReader(problems);
    }

    /** The defaults themselves when something was wrong; what was, is in the problems. */
    <R extends Record> R bind(Node node, R defaults) {
        if (YamlText.isEmpty(node)) {
            return defaults;
        }
        if (!(node instanceof MappingNode mapping)) {
            problems.add(YamlText.line(node), "must be keys with values");
            return defaults;
        }
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        Map<String, NodeTuple> given =
                keys(mapping, Arrays.stream(components).map(RecordBinder::key).toList());
        @Nullable Object[] bound = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            Object otherwise = valueOf(component, defaults);
            NodeTuple tuple = given.get(key(component));
            bound[i] = tuple == null ? otherwise : value(component, tuple, otherwise);
        }
        return construct(defaults, bound, YamlText.line(node));
    }

    /** {@code withDisplay} -> {@code with-display}. */
    static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    static Object valueOf(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " can't be read", e);
        }
    }

    private Object value(RecordComponent component, NodeTuple tuple, Object otherwise) {
        Node node = tuple.getValueNode();
        if (otherwise instanceof Record nested) {
            return bind(node, nested);
        }
        if (YamlText.isEmpty(node)) {
            problems.add(YamlText.line(tuple.getKeyNode()), "'" + key(component) + "' has no value");
            return otherwise;
        }
        Setting setting = component.getAnnotation(Setting.class);
        Type type = component.getGenericType();
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return values.read(generic.getActualTypeArguments()[0], node, key(component), setting)
                    .map(value -> (Object) Optional.of(value))
                    .orElse(otherwise);
        }
        return values.read(type, node, key(component), setting).orElse(otherwise);
    }

    private Map<String, NodeTuple> keys(MappingNode mapping, List<String> known) {
        Map<String, NodeTuple> given = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node node = tuple.getKeyNode();
            String key = node instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!known.contains(key)) {
                problems.add(
                        YamlText.line(node),
                        "unknown key '" + Form.printable(key) + "'" + Suggestion.among(known, key));
            } else if (given.put(key, tuple) != null) {
                problems.add(YamlText.line(node), "'" + key + "' is given twice");
            }
        }
        return given;
    }

    private <R extends Record> R construct(R defaults, @Nullable Object[] bound, int line) {
        // Values that did not fit were replaced by defaults: a rule about several of them would then speak of what
        // nobody wrote.
        try {
            return canonical(defaults).newInstance(bound);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException broken) {
                problems.add(line, String.valueOf(broken.getMessage()));
                return defaults;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> Constructor<R> canonical(R record) throws NoSuchMethodException {
        Class<?>[] types = Arrays.stream(record.getClass().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return (Constructor<R>) record.getClass().getDeclaredConstructor(types);
    }
}
