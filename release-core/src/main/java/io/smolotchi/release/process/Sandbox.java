package io.smolotchi.release.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A transient service of systemd-run for code that a release brought: it runs as another user, can't gain privileges, writes only where it is told, and
 * takes its children along when it ends.
 *
 * @param user name or number
 * @param group likewise
 * @param directory to work in, absolute
 * @param properties of the unit, beyond what confines it, such as "RuntimeMaxSec=60"
 * @param environment beyond what systemd sets
 */
public record Sandbox(
        String user, String group, String directory, List<String> properties, Map<String, String> environment) {

    private static final List<String> CONFINEMENT = List.of(
            "NoNewPrivileges=yes",
            "CapabilityBoundingSet=",
            "ProtectSystem=strict",
            "ProtectHome=yes",
            "PrivateTmp=yes",
            "PrivateDevices=yes",
            "ProtectKernelTunables=yes",
            "ProtectKernelModules=yes",
            "ProtectControlGroups=yes",
            "RestrictSUIDSGID=yes",
            "KillMode=control-group");

    /** The words of a command line that runs the command in it, with its output and exit status. */
    public List<String> words(List<String> command) {
        List<String> words = new ArrayList<>(
                List.of("systemd-run", "--quiet", "--pipe", "--wait", "--collect", "--service-type=exec"));
        words.add("--uid=" + user);
        words.add("--gid=" + group);
        words.add("--working-directory=" + directory);
        CONFINEMENT.forEach(property -> words.add("--property=" + property));
        properties.forEach(property -> words.add("--property=" + property));
        environment.forEach((name, value) -> words.add("--setenv=" + name + "=" + value));
        words.add("--");
        // systemd puts variables into a command line; a doubled sign is a plain one.
        command.forEach(word -> words.add(word.replace("$", "$$")));
        return words;
    }
}
