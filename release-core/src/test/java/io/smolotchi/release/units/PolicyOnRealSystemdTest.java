package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The parser and the policy against systemd itself: of generated texts, none that the policy lets pass makes systemd see another user, another group or a
 * privileged command. What systemd sees is what counts, so it is asked.
 */
@WithTestHost
class PolicyOnRealSystemdTest {

    private static final int TEXTS = 2_000;
    private static final List<String> FRAGMENTS = List.of(
            "User=root\n",
            "User=",
            "User",
            "Group=daemon\n",
            "root",
            "=",
            "\n",
            "\n",
            "\\\n",
            "\\\n",
            "\\",
            " ",
            "\t",
            "\r",
            "\0",
            "#",
            ";",
            "# x \\\n",
            "; ",
            " ; ",
            "\uFEFF",
            "[Service]\n",
            "[Unit]\n",
            "[Service",
            "\"",
            "'",
            "\\x2b",
            "\\053",
            "+",
            "!",
            "-",
            "@",
            ":",
            "/bin/true",
            "/bin/true ",
            "ExecStartPre=",
            "ExecStartPre=+/bin/true\n",
            "ExecStartPre=/bin/true ; ",
            "Nice=1\n");

    @Test
    void systemd_sees_nothing_privileged_in_what_the_policy_lets_pass(TestHost host) throws IOException {
        Random random = new Random(252);
        Path units = host.root().resolve("etc/systemd/system");
        List<String> names = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            if (refused(text)) {
                refused++;
                continue;
            }
            String name = "smolotchi-generated" + i + ".service";
            Files.writeString(units.resolve(name), text);
            names.add(name);
        }
        assertThat(refused).as("texts that were refused").isBetween(TEXTS / 10, TEXTS * 9 / 10);

        host.execOk("systemctl", "daemon-reload");
        for (int from = 0; from < names.size(); from += 200) {
            for (String shown : shown(host, names.subList(from, Math.min(from + 200, names.size())))) {
                String name = shown.lines()
                        .filter(line -> line.startsWith("Id="))
                        .findFirst()
                        .orElse("?");
                String text = Files.readString(units.resolve(name.substring(3)));
                assertThat(shown).as(text).doesNotContain("privileged");
                assertThat(shown.lines().filter(line -> line.startsWith("User=") || line.startsWith("Group=")))
                        .as(text)
                        .allMatch(line -> line.matches("(User|Group)=(smolotchi)?"));
            }
        }
    }

    @Test
    void the_planted_ones_would_be_seen(TestHost host) throws IOException {
        Files.writeString(
                host.root().resolve("etc/systemd/system/smolotchi-planted.service"),
                "[Service]\nExecStart=/bin/true\nUser=\\\nroot\nExecStartPre=\"+/bin/true\"\n");
        host.execOk("systemctl", "daemon-reload");

        assertThat(shown(host, List.of("smolotchi-planted.service")))
                .singleElement()
                .asString()
                .contains("User=root")
                .contains("privileged");
    }

    private static List<String> shown(TestHost host, List<String> names) {
        List<String> show =
                new ArrayList<>(List.of("systemctl", "show", "-p", "Id,User,Group,ExecStartEx,ExecStartPreEx"));
        show.addAll(names);
        return List.of(host.execOk(show.toArray(String[]::new)).stdout().split("\n\n", -1));
    }

    private static boolean refused(String text) {
        UnitPolicy policy = new UnitPolicy(Application.defaults());
        policy.unit(new ShippedFile("x.service", "x.service", text));
        return !policy.refusals().isEmpty();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("[Service]\nExecStart=/bin/true\n");
        for (int i = random.nextInt(1, 9); i > 0; i--) {
            text.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
        }
        return text.append('\n').toString();
    }
}
