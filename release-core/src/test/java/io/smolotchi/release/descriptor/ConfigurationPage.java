package io.smolotchi.release.descriptor;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** docs/configuration.md, made of the records that hold the settings. */
final class ConfigurationPage {

    private final StringBuilder page = new StringBuilder();

    static String text() {
        ConfigurationPage configuration = new ConfigurationPage();
        configuration.write();
        return configuration.page.toString();
    }

    private void write() {
        page.append("""
                # Configuration

                Made from the settings records by `ConfigurationPageTest`; change the records, then run that test with `-Dregenerate=true`.

                There are two files named `release.yaml`. The host's belongs to whoever looks after the machine, the release's comes with the release. In
                both, everything may be left out, and an unknown key or a malformed value is refused with its line, all of them at once. Files are at most
                64 KiB of UTF-8. References to lists and mappings (`*name`) and tags (`!name`) are refused.

                Durations are written as `500ms`, `10s`, `5m`, `1h30m` or `7d`.

                ## The host: `/etc/smolotchi-release/release.yaml`

                Without the file the settings are those of smolotchi. With another `name` the other defaults follow it, and there are no built-in
                `units.install`, `units.optional` and `units.modules`. No value ever holds a character that has a meaning to systemd in the place where it is
                put: white space, quotes, backslashes, `%` and `$` are refused.

                """);
        table(Application.defaults(), "");
        page.append("""

                ### Checks

                Each entry of `health.checks` has exactly one of the first three keys.

                | Key | What it is |
                |---|---|
                | `http` | An address; green when the status is in `expect`. |
                | `tcp` | `HOST:PORT`, an IPv6 address in brackets; green when a connection is accepted. |
                | `command` | A list, an absolute path first; run as the application's user; green when it exits with 0. |
                | `name` | Of the check; `http`, `tcp` or `command` when left out. No two are the same. |
                | `expect` | A status or a range such as `200-399`, the default. For `http`. |
                | `interval`, `deadline`, `steady` | In place of the common ones of `health`. |
                | `optional` | `true`: its failure is shown and does not fail an activation. |

                ## The release: `release.yaml` at its root

                A release can ask for more than the host does, never for less: its waiting times count where they are longer, and its checks take the place of the
                built-in one or stand beside those that the host names. What its units may ask for is up to `policy` in the host's file.

                """);
        table(ReleaseDescriptor.none(), "");
    }

    private void table(Record defaults, String prefix) {
        page.append("| Key | Default | What it is |\n|---|---|---|\n");
        rows(defaults, prefix);
    }

    private void rows(Record defaults, String prefix) {
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            Setting setting = component.getAnnotation(Setting.class);
            String key = prefix + RecordBinder.key(component);
            Object value = RecordBinder.valueOf(component, defaults);
            if (value instanceof Record nested) {
                page.append("| **`%s`** | | %s |\n".formatted(key, setting.value()));
                rows(nested, key + ".");
            } else {
                String shown = setting.shownDefault().isEmpty() ? shown(value) : setting.shownDefault();
                String words = (setting.value() + " " + form(component, setting)).strip();
                page.append("| `%s` | %s | %s |\n".formatted(key, shown, words));
            }
        }
    }

    private static String form(RecordComponent component, Setting setting) {
        Type type = component.getGenericType();
        if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == Map.class) {
                boolean lists = generic.getActualTypeArguments()[1] instanceof ParameterizedType;
                return "Keys: %s. Values: %s%s."
                        .formatted(
                                setting.form().words(),
                                lists ? "lists of " : "",
                                setting.valueForm().words());
            }
            if (generic.getRawType() == List.class) {
                return generic.getActualTypeArguments()[0] == String.class
                        ? "A list; each: %s.".formatted(setting.form().words())
                        : "See Checks.";
            }
            type = generic.getActualTypeArguments()[0];
        }
        if (type == boolean.class) {
            return "`true` or `false`.";
        }
        if (type == int.class) {
            return "A number from %d to %d.".formatted(setting.from(), setting.to());
        }
        if (type == Duration.class) {
            return "From %s to %s."
                    .formatted(
                            Durations.format(Duration.ofSeconds(setting.from())),
                            Durations.format(Duration.ofSeconds(setting.to())));
        }
        if (type == String.class) {
            return "Value: %s.".formatted(setting.form().words());
        }
        return "";
    }

    private static String shown(Object value) {
        return switch (value) {
            case Optional<?> none when none.isEmpty() -> "none";
            case Optional<?> some -> shown(some.get());
            case List<?> list when list.isEmpty() -> "none";
            case List<?> list -> list.stream().map(ConfigurationPage::shown).collect(Collectors.joining("<br>"));
            case Map<?, ?> map when map.isEmpty() -> "none";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> "`" + entry.getKey() + ": " + entry.getValue() + "`")
                        .collect(Collectors.joining("<br>"));
            case Duration duration -> "`" + Durations.format(duration) + "`";
            case Enum<?> constant -> "`" + ValueReader.word(constant) + "`";
            default -> "`" + value + "`";
        };
    }
}
