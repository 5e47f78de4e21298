package io.smolotchi.release.systemd;

import io.smolotchi.release.process.Command;
import java.util.List;
import java.util.Map;

/** A call of one of systemd's tools. */
final class SystemTool {

    private SystemTool() {}

    /** In English, whatever the machine speaks: we read what it says. */
    static Command command(List<String> words) {
        return Command.of(words.toArray(String[]::new)).with(Map.of("LC_ALL", "C.UTF-8"));
    }
}
