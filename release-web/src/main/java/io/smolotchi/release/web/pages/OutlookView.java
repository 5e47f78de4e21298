package io.smolotchi.release.web.pages;

import io.smolotchi.release.Diagnosis;
import io.smolotchi.release.refusal.Advice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found when somebody last looked closely, as the page for now tells it.
 *
 * @param verdict how many things need a hand, and how many are worth knowing
 * @param first the first of them
 * @param more how many others there are
 * @param prune a sentence; empty where there is nothing to say
 * @param at empty when nobody has looked yet
 * @param looking whether somebody does
 */
public record OutlookView(
        Badge verdict, List<Warning> first, long more, String prune, Optional<Moment> at, boolean looking) {

    private static final int FIRST = 3;

    /** @param href where it is told in full */
    public record Warning(Badge verdict, String result, String href) {}

    static OutlookView of(Lookout.Seen seen, Show show, Advice advice) {
        return seen.outlook()
                .map(outlook -> of(outlook, seen.looking(), show, advice))
                .orElseGet(() -> new OutlookView(
                        new Badge("dash", "quiet", "not looked at yet"),
                        List.of(),
                        0,
                        "",
                        Optional.empty(),
                        seen.looking()));
    }

    private static OutlookView of(Outlook outlook, boolean looking, Show show, Advice advice) {
        List<Diagnosis.Line> lines = outlook.diagnosis().lines();
        List<Diagnosis.Line> wrong =
                lines.stream().filter(Diagnosis.Line::wrong).toList();
        List<Diagnosis.Line> notes =
                lines.stream().filter(line -> line.verdict().equals("note")).toList();
        List<Warning> warnings = Stream.concat(wrong.stream(), notes.stream())
                .map(line -> warning(line, advice))
                .toList();
        List<Warning> first = warnings.subList(0, Math.min(FIRST, warnings.size()));
        return new OutlookView(
                verdict(wrong.size(), notes.size()),
                first,
                warnings.size() - first.size(),
                outlook.prune(),
                Optional.of(show.moment(outlook.at())),
                looking);
    }

    private static Badge verdict(int wrong, int notes) {
        String worth = notes + " worth knowing";
        if (wrong > 0) {
            return new Badge(
                    "cross",
                    "bad",
                    wrong
                            + (wrong == 1 ? " thing needs a hand" : " things need a hand")
                            + (notes > 0 ? ", " + worth : ""));
        }
        return notes > 0 ? new Badge("warn", "warn", worth) : new Badge("ok", "good", "nothing is wrong");
    }

    /** Of what was changed by hand, the first is named too. */
    private static Warning warning(Diagnosis.Line line, Advice advice) {
        CheckRow row = CheckRow.of(line, advice);
        String first = row.details().isEmpty() ? "" : ": " + row.details().getFirst();
        return new Warning(row.verdict(), line.result() + first, line.check().equals("files") ? "/units" : "/doctor");
    }
}
