package io.smolotchi.release.operator;

import io.smolotchi.release.Inquiries;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The methods that may be read by name: those of {@link Inquiries}, and nothing else. Some have one name and another number of arguments. What takes a path of
 * the machine is none, and neither is a list that ends nowhere.
 */
final class Reads {

    /** By {@link #key}. */
    private static final Set<String> NEVER = Set.of("releaseAt/1", "events/2");

    /** Rows, events or lines that one call gets; whoever asks for more gets these. */
    static final int MOST = 1_000;

    private static final Map<String, Method> METHODS = Arrays.stream(Inquiries.class.getMethods())
            .filter(method -> !NEVER.contains(key(method.getName(), method.getParameterCount())))
            .collect(
                    Collectors.toMap(method -> key(method.getName(), method.getParameterCount()), Function.identity()));

    private Reads() {}

    static List<Method> all() {
        return List.copyOf(METHODS.values());
    }

    /** @throws IllegalArgumentException when the arguments are no list, or not of its types */
    static Optional<Read> of(String name, String arguments) {
        List<JsonNode> elements = BusJson.elements(arguments);
        return Optional.ofNullable(METHODS.get(key(name, elements.size())))
                .map(method -> new Read(method, values(method, elements)));
    }

    private static List<Object> values(Method method, List<JsonNode> elements) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            Object value = BusJson.read(elements.get(i), method.getGenericParameterTypes()[i]);
            // every int of a read is how much of something
            values.add(value instanceof Integer limit ? (Object) Math.min(limit, MOST) : value);
        }
        return values;
    }

    private static String key(String name, int arguments) {
        return name + "/" + arguments;
    }

    /** A call that is known to be one of these. */
    record Read(Method method, List<Object> values) {

        /** @return what it answers, as JSON */
        String answer(Inquiries inquiries) {
            try {
                return BusJson.write(method.invoke(inquiries, values.toArray()), method.getGenericReturnType());
            } catch (InvocationTargetException e) {
                switch (e.getCause()) {
                    case RuntimeException fault -> throw fault;
                    case Error fault -> throw fault;
                    case null, default -> throw new IllegalStateException(e);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("the front door is public", e);
            }
        }
    }
}
