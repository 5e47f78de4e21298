package io.smolotchi.release.plan;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Version;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random values of records and sealed interfaces, found from their components, so that a new one is tried without anybody thinking of it. A component of a
 * type that is not known here is an error, not a gap.
 */
public final class AnyValue {

    private static final Map<Class<?>, Arbitrary<?>> PLAIN = Map.ofEntries(
            Map.entry(String.class, text()),
            Map.entry(boolean.class, Arbitraries.of(true, false)),
            Map.entry(int.class, Arbitraries.integers()),
            Map.entry(Integer.class, Arbitraries.integers()),
            Map.entry(long.class, Arbitraries.longs()),
            Map.entry(Long.class, Arbitraries.longs()),
            Map.entry(Instant.class, instants()),
            Map.entry(Version.class, versions()),
            Map.entry(Digest.class, text().map(Digest::of)),
            Map.entry(Caller.class, callers()),
            Map.entry(OperationId.class, Arbitraries.longs().greaterOrEqual(1).map(OperationId::new)));

    private AnyValue() {}

    public static <T> Arbitrary<T> of(Class<T> type) {
        return of((Type) type).map(type::cast);
    }

    public static Arbitrary<?> of(Type type) {
        return switch (type) {
            case Class<?> plain when PLAIN.containsKey(plain) -> PLAIN.get(plain);
            case Class<?> enumeration when enumeration.isEnum() -> Arbitraries.of(enumeration.getEnumConstants());
            case Class<?> record when record.isRecord() -> record(record);
            case Class<?> sealed
            when sealed.isSealed() ->
                Arbitraries.of(Arrays.asList(sealed.getPermittedSubclasses())).flatMap(one -> of((Type) one));
            case ParameterizedType generic -> container(generic);
            default -> throw new IllegalArgumentException("no random values are known for " + type);
        };
    }

    private static Arbitrary<?> record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Arbitrary<Object>> values = Arrays.stream(components)
                .map(component -> component.getName().equals("format")
                        ? Arbitraries.just((Object) format(type))
                        : of(component.getGenericType()).asGeneric())
                .toList();
        return Combinators.combine(values).as(arguments -> create(type, components, arguments));
    }

    /** Only what is of a known format is read at all. */
    private static int format(Class<?> type) {
        try {
            return type.getField("FORMAT").getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no format is known of " + type.getName(), e);
        }
    }

    static Object create(Class<?> type, RecordComponent[] components, List<Object> arguments) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getName(), e);
        }
    }

    private static Arbitrary<?> container(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return of(arguments[0]).optional();
        }
        if (type.getRawType() == List.class) {
            return of(arguments[0]).list().ofMaxSize(3);
        }
        if (type.getRawType() == Map.class) {
            return Arbitraries.maps(of(arguments[0]), of(arguments[1])).ofMaxSize(3);
        }
        throw new IllegalArgumentException("no random values are known for " + type);
    }

    /** Also what JSON has to escape. */
    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .withChars("aZ09 .,:/@'\"\\<>&{}[]\u00e9\u20ac\u2028")
                .withCharRange('\u0000', '\u001f')
                .ofMaxLength(12);
    }

    private static Arbitrary<Caller> callers() {
        return Combinators.combine(text(), Arbitraries.of(Origin.class), text())
                .as((actor, origin, reason) -> new Caller("a" + actor, origin, reason));
    }

    private static Arbitrary<Version> versions() {
        Arbitrary<Character> first = Arbitraries.chars().alpha().numeric();
        Arbitrary<String> rest =
                Arbitraries.strings().alpha().numeric().withChars(".+~_-").ofMaxLength(63);
        return Combinators.combine(first, rest).as((head, tail) -> new Version(head + tail));
    }

    private static Arbitrary<Instant> instants() {
        Arbitrary<Long> seconds = Arbitraries.longs().between(0, 4_000_000_000L);
        Arbitrary<Integer> nanos = Arbitraries.integers().between(0, 999_999_999);
        return Combinators.combine(seconds, nanos).as(Instant::ofEpochSecond);
    }
}
