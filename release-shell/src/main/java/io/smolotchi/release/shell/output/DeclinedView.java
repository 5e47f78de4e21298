package io.smolotchi.release.shell.output;

import java.util.List;
import java.util.Map;

/** The operator did not agree to the plan. */
public record DeclinedView() implements View {

    @Override
    public void print(Page page) {}

    @Override
    public List<String> hints() {
        return List.of("nothing was changed");
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("outcome", "declined").map();
    }
}
