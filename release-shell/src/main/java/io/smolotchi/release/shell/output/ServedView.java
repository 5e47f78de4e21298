package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.Span;
import java.time.Duration;
import java.util.Map;

/** Why the operator ended. */
public record ServedView(Duration idle) implements View {

    @Override
    public void print(Page page) {
        page.line("nobody called for " + Span.words(idle));
    }

    @Override
    public Map<String, ?> json() {
        return Map.of("idleSeconds", idle.toSeconds());
    }
}
