package io.smolotchi.release.web.pages;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Span;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

@Controller
class HistoryPage {

    private static final int PAGE = 50;

    private static final List<String> OUTCOMES =
            List.of("healthy", "unchecked", "rolled back", "stranded", "abandoned", "refused", "failed");

    private final Inquiries inquiries;
    private final HistoryDownload download;
    private final Show show;

    HistoryPage(Inquiries inquiries, HistoryDownload download, Show show) {
        this.inquiries = inquiries;
        this.download = download;
        this.show = show;
    }

    /** Every row that the filters choose, for other programs. */
    @GetMapping("/history/export")
    void export(
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam String format,
            HttpServletResponse response)
            throws IOException {
        Optional<Version> only = version.isBlank() ? Optional.empty() : Optional.of(Version.of(version.strip()));
        download.write(
                HistoryFilter.newest(1).ofVersion(only).ended(chosen(outcome)),
                HistoryDownload.format(format),
                response);
    }

    /** What is not known would choose all rows, and nobody sees it in a file. */
    private static Optional<String> chosen(String outcome) {
        if (!outcome.isEmpty() && !OUTCOMES.contains(outcome)) {
            throw new Refused(
                    Code.VALUE_MALFORMED,
                    "cannot write the history out: because nothing ends in that way",
                    "one of: " + String.join(", ", OUTCOMES));
        }
        return Optional.of(outcome).filter(OUTCOMES::contains);
    }

    @GetMapping("/history")
    String history(
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String before,
            Model model) {
        Optional<Version> only = version.isBlank() ? Optional.empty() : Optional.of(Version.of(version.strip()));
        Optional<String> ended = Optional.of(outcome).filter(OUTCOMES::contains);
        Optional<OperationId> start = Numbers.operation(before);
        // one more than is shown tells whether there is another page
        List<Activation> found = inquiries.history(
                HistoryFilter.newest(PAGE + 1).ofVersion(only).ended(ended).before(start));
        List<Activation> shown = found.subList(0, Math.min(PAGE, found.size()));

        UriComponentsBuilder here = UriComponentsBuilder.fromPath("/history");
        // As template variables they are encoded whole: a version may hold a plus, which in a query would be a blank
        Map<String, Object> values = new HashMap<>();
        only.ifPresent(value -> values.put("version", value.value()));
        ended.ifPresent(value -> values.put("outcome", value));
        List.of("version", "outcome").stream()
                .filter(values::containsKey)
                .forEach(name -> here.queryParam(name, "{" + name + "}"));
        UriComponentsBuilder export = here.cloneBuilder().path("/export");
        for (String format : List.of("csv", "jsonl")) {
            model.addAttribute(
                    format,
                    export.cloneBuilder()
                            .queryParam("format", format)
                            .encode()
                            .buildAndExpand(values)
                            .toUriString());
        }
        if (start.isPresent()) {
            model.addAttribute(
                    "newest",
                    here.cloneBuilder().encode().buildAndExpand(values).toUriString());
        }
        if (found.size() > PAGE) {
            model.addAttribute(
                    "older",
                    here.cloneBuilder()
                            .queryParam("before", shown.getLast().id().value())
                            .encode()
                            .buildAndExpand(values)
                            .toUriString());
        }
        boolean filtered = only.isPresent() || ended.isPresent();
        // what a filter leaves out may have ended what it leaves in
        List<Reign> reigns = filtered ? List.of() : Reign.of(shown, start.isEmpty());
        Instant now = show.now();
        if (!filtered) {
            Strip.of(shown, reigns, now, show).ifPresent(strip -> model.addAttribute("strip", strip));
        }
        Map<Version, Long> sequences = inquiries.sequences();
        model.addAttribute(
                "rows",
                shown.stream()
                        .map(row ->
                                ActivationRow.of(row, show).with(direction(row, sequences), active(row, reigns, now)))
                        .toList());
        model.addAttribute("version", only.map(Version::value).orElse(""));
        model.addAttribute("outcome", ended.orElse(""));
        model.addAttribute("outcomes", OUTCOMES);
        model.addAttribute("filtered", filtered);
        return "history";
    }

    private static String direction(Activation row, Map<Version, Long> sequences) {
        Optional<Long> from = row.from().map(sequences::get);
        Optional<Long> to = row.to().map(sequences::get);
        if (from.isEmpty() || to.isEmpty() || from.get().equals(to.get())) {
            return "";
        }
        return to.get() > from.get() ? "up" : "down";
    }

    private static String active(Activation row, List<Reign> reigns, Instant now) {
        return Reign.of(row.id(), reigns)
                .map(reign ->
                        Span.words(Duration.between(reign.since(), reign.until().orElse(now)))
                                + (reign.until().isEmpty() ? " so far" : ""))
                .orElse("");
    }
}
