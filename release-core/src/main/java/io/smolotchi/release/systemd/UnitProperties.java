package io.smolotchi.release.systemd;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/** Properties of a unit as they come over the bus. */
final class UnitProperties {

    private final Map<String, Object> values = new HashMap<>();

    /** @param reply the value of {@code GetAll} */
    void add(Object reply) {
        if (reply instanceof Map<?, ?> map) {
            map.forEach((key, value) ->
                    values.put(String.valueOf(key), value instanceof Variant<?> variant ? variant.getValue() : value));
        }
    }

    UnitState state(UnitName unit) {
        return new UnitState(
                unit,
                string("LoadState", "not-found"),
                string("ActiveState", "inactive"),
                string("SubState", "dead"),
                string("Result", "success"),
                Math.toIntExact(number("MainPID").orElse(0L)),
                Math.toIntExact(number("NRestarts").orElse(0L)),
                hex(values.get("InvocationID")),
                number("ActiveEnterTimestamp").filter(micros -> micros > 0).map(UnitProperties::instant),
                number("MemoryCurrent"),
                string("UnitFileState", ""),
                Boolean.TRUE.equals(values.get("NeedDaemonReload")),
                string("ControlGroup", ""),
                Math.toIntExact(number("ExecMainStatus").orElse(0L)),
                string("Type", ""),
                number("RestartUSec")
                        .map(micros -> Duration.of(micros, ChronoUnit.MICROS))
                        .orElse(Duration.ZERO));
    }

    /** Units named by the property, without those of types that we have no use for. */
    List<UnitName> units(String property) {
        return values.get(property) instanceof List<?> names
                ? names.stream()
                        .map(String::valueOf)
                        .filter(UnitName::isUnitName)
                        .map(UnitName::of)
                        .toList()
                : List.of();
    }

    private String string(String property, String otherwise) {
        return values.get(property) instanceof String value ? value : otherwise;
    }

    /** Empty also for the highest value of its type, which means "not set". */
    private Optional<Long> number(String property) {
        return switch (values.get(property)) {
            case UInt64 wide -> wide.value().bitLength() < Long.SIZE ? Optional.of(wide.longValue()) : Optional.empty();
            case Number number -> Optional.of(number.longValue());
            case null, default -> Optional.empty();
        };
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static String hex(@Nullable Object id) {
        byte[] bytes = switch (id) {
            case byte[] array -> array;
            case List<?> list -> bytes(list);
            case null, default -> new byte[0];
        };
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(List<?> list) {
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = list.get(i) instanceof Number number ? number.byteValue() : 0;
        }
        return bytes;
    }
}
