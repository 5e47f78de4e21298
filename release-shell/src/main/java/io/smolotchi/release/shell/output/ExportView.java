package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.Activation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** Rows of the history for other programs. */
public record ExportView(Iterable<Activation> rows, Format format) implements View {

    private static final CsvMapper CSV = CsvMapper.builder().build();

    /** The same for every row: what an outcome has nothing to say about stays empty. */
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

    /** How a row is written. */
    public enum Format {
        JSONL,
        CSV
    }

    @Override
    public void print(Page page) {
        if (format == Format.CSV) {
            page.line(csv(COLUMNS));
        }
        for (Activation row : rows) {
            Map<String, Object> members = HistoryView.json(row).map();
            page.line(
                    format == Format.JSONL
                            ? Json.line(members)
                            : csv(COLUMNS.stream()
                                    .map(name -> text(members.getOrDefault(name, "")))
                                    .toList()));
        }
    }

    private static String text(Object member) {
        return member instanceof Optional<?> maybe ? maybe.map(Object::toString).orElse("") : member.toString();
    }

    private static String csv(List<String> cells) {
        return CSV.writer(CsvSchema.emptySchema().withLineSeparator(""))
                .writeValueAsString(cells.toArray(String[]::new));
    }

    @Override
    public void brief(Page page) {
        print(page);
    }

    @Override
    public Map<String, ?> json() {
        return Members.of(
                        "activations",
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> HistoryView.json(row).map())
                                .toList())
                .map();
    }
}
