package io.smolotchi.release.boot;

import io.smolotchi.release.systemd.UnitName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How units of ours have an open activation recovered.
 *
 * @param command the console's program, absolute, with the arguments that come before its own words; empty when it is not known
 * @param open directory of the open journal
 */
public record RecoveryCommand(List<String> command, Path open) {

    public RecoveryCommand {
        command = List.copyOf(command);
    }

    boolean possible() {
        return !command.isEmpty();
    }

    List<String> words() {
        return with("recover", "--automatic", "--yes", "--foreground", "--quiet");
    }

    /** Puts the release on disk right before the application starts. */
    List<String> atBoot() {
        return with("boot");
    }

    /** Starts no Java when nothing is open, nor while the machine goes down: after the boot is time enough. */
    public List<String> unlessEnded() {
        return shell("! " + somethingIsOpen() + " || systemctl is-system-running | grep -q stopping || exec " + line());
    }

    /** Nor while that service, which carries the activation out, is at it. */
    List<String> unlessEndedOrRunning(UnitName service) {
        return shell("! " + somethingIsOpen() + " || systemctl --quiet is-active " + service + " || exec " + line());
    }

    private String somethingIsOpen() {
        return "ls " + quoted(open.toString()) + " 2>/dev/null | grep -q .";
    }

    /**
     * Without dollar sign and semicolon: systemd 252 writes them with a backslash that it does not understand when it reads its transient units again,
     * which the activation itself has it do.
     */
    private static List<String> shell(String script) {
        return List.of("/bin/sh", "-c", script);
    }

    private String line() {
        return words().stream().map(RecoveryCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private List<String> with(String... words) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(words));
        return all;
    }
}
