package io.smolotchi.release.shell.output;

import io.smolotchi.release.refusal.Refusal;
import java.util.List;
import java.util.Map;

/** Why something was not started or could not be done: the sentence, its code, and what to do next. */
public record RefusalsView(List<Refusal> refusals) implements View {

    @Override
    public void print(Page page) {
        refusals.forEach(refusal -> {
            page.line(
                    Cell.of(Tone.BAD, "error: "),
                    Cell.of(refusal.what()),
                    Cell.of(Tone.FAINT, " [" + refusal.code() + "]"));
            if (!refusal.remedy().isEmpty()) {
                page.line("       " + refusal.remedy());
            }
        });
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("refusals", each(refusals)).map();
    }

    static List<Map<String, Object>> each(List<Refusal> refusals) {
        return Members.each(
                refusals,
                refusal -> Members.of("code", refusal.code().name())
                        .and("what", refusal.what())
                        .and("remedy", refusal.remedy()));
    }
}
