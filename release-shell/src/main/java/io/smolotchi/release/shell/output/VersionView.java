package io.smolotchi.release.shell.output;

import java.util.Map;

/**
 * The version of this program.
 *
 * @param java that it runs on
 */
public record VersionView(String version, String java) implements View {

    @Override
    public void print(Page page) {
        page.line("smolotchi-release " + version + " (Java " + java + ")");
    }

    @Override
    public void brief(Page page) {
        page.line(version);
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("version", version).and("java", java).map();
    }
}
