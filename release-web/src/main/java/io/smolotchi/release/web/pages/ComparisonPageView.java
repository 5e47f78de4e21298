package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.FileChange;
import io.smolotchi.release.plan.PackageChange;
import io.smolotchi.release.plan.ReleaseComparison;
import io.smolotchi.release.plan.UnitChange;
import java.util.List;
import java.util.Locale;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Two releases side by side.
 *
 * @param reverse address of the same the other way round
 */
public record ComparisonPageView(
        String from,
        String to,
        String reverse,
        String summary,
        List<String> notes,
        List<Part> units,
        List<Part> files,
        List<PackageChange> packages) {

    /**
     * A unit file or a file of the trees.
     *
     * @param note what it means at run time, or what is odd; empty when nothing is
     * @param size what was added or taken away, in words
     */
    public record Part(String path, String change, String note, String size, List<DiffLine> diff) {}

    static ComparisonPageView of(ReleaseComparison comparison) {
        return new ComparisonPageView(
                comparison.from().value(),
                comparison.to().value(),
                address(comparison.to(), comparison.from()),
                comparison.summary(),
                comparison.notes(),
                comparison.units().stream().map(ComparisonPageView::part).toList(),
                comparison.files().stream().map(ComparisonPageView::part).toList(),
                comparison.packages());
    }

    private static String address(Version from, Version to) {
        return UriComponentsBuilder.fromPath("/compare")
                .queryParam("from", "{from}")
                .queryParam("to", "{to}")
                .encode()
                .buildAndExpand(from.value(), to.value())
                .toUriString();
    }

    private static Part part(UnitChange unit) {
        return new Part(unit.path(), word(unit.kind()), unit.effect(), "", DiffLine.of(unit.diff()));
    }

    private static Part part(FileChange file) {
        long more = file.after() - file.before();
        String size = more == 0 ? "" : (more > 0 ? "+" : "−") + ByteCount.words(Math.abs(more));
        return new Part(file.path(), word(file.kind()), file.note(), size, DiffLine.of(file.diff()));
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
