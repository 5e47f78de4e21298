package io.smolotchi.release.web.api;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.web.pages.HistoryDownload;
import io.smolotchi.release.web.pages.Numbers;
import io.smolotchi.release.web.pages.OneAtATime;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** What is, and what happened. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class Reads {

    private static final int MOST_ROWS = 200;
    private static final int MOST_EVENTS = 1_000;

    private final Inquiries inquiries;
    private final HistoryDownload download;
    private final OneAtATime turn;
    private final Advice advice;

    Reads(Inquiries inquiries, HistoryDownload download, OneAtATime turn, Advice advice) {
        this.inquiries = inquiries;
        this.download = download;
        this.turn = turn;
        this.advice = advice;
    }

    @GetMapping("/status")
    @Answers(value = "What is current, its health, and what could be chosen", with = Documents.Now.class)
    String status() {
        return Documents.write(Documents.Now.of(inquiries.status(), advice));
    }

    @GetMapping("/releases")
    @Answers(value = "Releases on this machine, newest first", with = Documents.OneRelease.class, list = true)
    String releases() {
        return Documents.write(
                inquiries.releases().stream().map(Documents.OneRelease::of).toList());
    }

    @GetMapping("/releases/{version}")
    @Answers(value = "One of them", with = Documents.OneRelease.class)
    String release(@PathVariable String version) {
        return Documents.write(
                Documents.OneRelease.of(inquiries.release(Version.of(version)).summary()));
    }

    @GetMapping("/history")
    @Answers(value = "Activations, newest first, a page at a time", with = Documents.History.class)
    String history(
            @RequestParam Optional<String> version,
            @RequestParam Optional<String> outcome,
            @RequestParam Optional<String> actor,
            @RequestParam Optional<String> before,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST_ROWS) {
            throw new Refused(
                    Code.VALUE_MALFORMED,
                    "cannot read the history: because limit is not a number from 1 to " + MOST_ROWS,
                    "");
        }
        List<Activation> found = inquiries.history(HistoryFilter.newest(limit + 1)
                .ofVersion(version.map(Version::of))
                .ended(outcome)
                .by(actor)
                .before(before.map(Reads::row)));
        List<Activation> shown = found.subList(0, Math.min(limit, found.size()));
        return Documents.write(new Documents.History(
                shown.stream().map(Documents.Row::of).toList(),
                found.size() > limit
                        ? Optional.of(page(
                                version, outcome, actor, limit, shown.getLast().id()))
                        : Optional.empty()));
    }

    /** All rows that are chosen, a line each. */
    @GetMapping(path = "/history/export", produces = MediaType.ALL_VALUE)
    @Answers(
            value = "All activations that are chosen, a line each",
            with = String.class,
            as = {"application/jsonl", "text/csv"})
    void export(
            @RequestParam Optional<String> version,
            @RequestParam Optional<String> outcome,
            @RequestParam Optional<String> actor,
            @RequestParam(defaultValue = "jsonl") String format,
            HttpServletResponse response)
            throws IOException {
        download.write(
                HistoryFilter.newest(1)
                        .ofVersion(version.map(Version::of))
                        .ended(outcome)
                        .by(actor),
                HistoryDownload.format(format),
                response);
    }

    /** As template variables they are encoded whole: a version may hold a plus, which in a query would be a blank. */
    private static String page(
            Optional<String> version, Optional<String> outcome, Optional<String> actor, int limit, OperationId before) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("limit", limit);
        version.ifPresent(value -> values.put("version", value));
        outcome.ifPresent(value -> values.put("outcome", value));
        actor.ifPresent(value -> values.put("actor", value));
        values.put("before", before.value());
        UriComponentsBuilder page = UriComponentsBuilder.fromPath("/api/v1/history");
        values.keySet().forEach(name -> page.queryParam(name, "{" + name + "}"));
        return page.encode().buildAndExpand(values).toUriString();
    }

    @GetMapping("/operations/{id}")
    @Answers(value = "One operation", with = Documents.OneOperation.class)
    String operation(@PathVariable String id) {
        return Documents.write(Documents.OneOperation.of(inquiries.operation(number(id))));
    }

    /** @param after the id of the last event that is known: asked again and again, nothing is told twice */
    @GetMapping("/operations/{id}/events")
    @Answers(
            value = "What happened in it, from an event on, at most 1,000",
            with = Documents.Happened.class,
            list = true)
    String events(@PathVariable String id, @RequestParam(defaultValue = "0") long after) {
        return Documents.write(inquiries.events(number(id), after, MOST_EVENTS).stream()
                .map(Documents.Happened::of)
                .toList());
    }

    @GetMapping("/units")
    @Answers(value = "Units with what they run", with = Documents.Unit.class, list = true)
    String units() {
        return Documents.write(
                inquiries.units().stream().map(Documents.Unit::of).toList());
    }

    @GetMapping("/doctor")
    @Answers(value = "The checks of the doctor; takes seconds", with = Documents.Check.class, list = true)
    String doctor() {
        return Documents.write(turn.of(inquiries::diagnosis).lines().stream()
                .map(line -> Documents.Check.of(line, advice))
                .toList());
    }

    private static OperationId row(String text) {
        return Numbers.operation(text)
                .orElseThrow(() -> new Refused(
                        Code.VALUE_MALFORMED, "cannot read the history: because 'before' is no number of a row", ""));
    }

    static OperationId number(String text) {
        return Numbers.operation(text)
                .orElseThrow(() -> new Refused(
                        Code.OPERATION_UNKNOWN, "cannot find that operation: because its number is malformed", ""));
    }
}
