package io.smolotchi.release.shell.output;

import io.smolotchi.release.refusal.Code;
import java.util.Map;

/** What a code means. */
public record ExplainView(Code code, int exit) implements View {

    @Override
    public void print(Page page) {
        page.line(Tone.STRONG, code.name());
        page.paragraph(code.explanation() + ".", 2);
        page.line("  kind: " + kind() + "; exit code " + exit);
    }

    private String kind() {
        return switch (code.kind()) {
            case USAGE -> "a word of the command line is wrong";
            case REFUSED -> "refused, nothing was changed";
            case BUSY -> "busy, try again later";
            case FAULT -> "cause of a failure";
        };
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("code", code.name())
                .and("kind", code.kind().name())
                .and("explanation", code.explanation())
                .and("exitOfRefusal", exit)
                .map();
    }
}
