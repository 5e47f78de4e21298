package io.smolotchi.release.shell.output;

import io.smolotchi.release.CatalogReport;
import java.util.List;
import java.util.Map;

/**
 * How the catalog is, and what was done about it.
 *
 * @param next commands worth typing
 */
public record CatalogView(CatalogReport report, List<String> next) implements View {

    @Override
    public void print(Page page) {
        if (report.sound()) {
            page.line("the catalog is sound");
        }
        report.findings().forEach(finding -> page.line("  " + finding));
        report.done().forEach(sentence -> page.line(sentence));
        next.forEach(command -> page.line("next: " + command));
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("sound", report.sound())
                .and("findings", report.findings())
                .and("done", report.done())
                .map();
    }
}
