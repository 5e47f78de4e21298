package io.smolotchi.release.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** How rows of the history are written out for other programs, a line each. */
public enum HistoryFormat {
    /** A JSON object a line, with the members of {@link ActivationMembers}. */
    JSONL("application/jsonl") {
        @Override
        public Optional<String> header() {
            return Optional.empty();
        }

        @Override
        public String line(Activation row) {
            Map<String, Object> members = new LinkedHashMap<>();
            ActivationMembers.of(row).forEach((name, member) -> members.put(name, plain(member)));
            return Json.MAPPER.writeValueAsString(members);
        }
    },
    /** Comma-separated values (RFC 4180), the same columns for every row: what an outcome has nothing to say about stays empty. */
    CSV("text/csv") {
        @Override
        public Optional<String> header() {
            return Optional.of(Csv.line(COLUMNS));
        }

        @Override
        public String line(Activation row) {
            Map<String, Object> members = ActivationMembers.of(row);
            return Csv.line(COLUMNS.stream()
                    .map(name -> text(members.getOrDefault(name, "")))
                    .toList());
        }
    };

    private static final List<String> COLUMNS = List.of(
            "id",
            "kind",
            "from",
            "to",
            "openedAt",
            "endedAt",
            "outcome",
            "step",
            "code",
            "cause",
            "blame",
            "live",
            "position",
            "parent",
            "actor",
            "origin",
            "reason",
            "digest");

    private final String mediaType;

    HistoryFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The first line, if there is one. */
    public abstract Optional<String> header();

    /** Without its line break. */
    public abstract String line(Activation row);

    private static String text(Object member) {
        return member instanceof Optional<?> maybe ? maybe.map(Object::toString).orElse("") : member.toString();
    }

    private static Object plain(Object member) {
        return switch (member) {
            case Optional<?> maybe -> maybe.<Object>map(HistoryFormat::plain);
            case Number number -> number;
            case Boolean flag -> flag;
            case List<?> list -> list;
            default -> member.toString();
        };
    }

    /** Loaded when it is needed, as the other one. */
    private static final class Json {
        private static final JsonMapper MAPPER = JsonMapper.shared();
    }

    private static final class Csv {
        private static final CsvMapper MAPPER = CsvMapper.builder().build();

        private static String line(List<String> cells) {
            return MAPPER.writer(CsvSchema.emptySchema().withLineSeparator(""))
                    .writeValueAsString(cells.toArray(String[]::new));
        }
    }
}
