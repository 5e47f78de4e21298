package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.TestHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A user of the machine, and code that runs as the web's user, who want more than they have. Everything that they try is real, and on a real machine. */
final class Intruders {

    private static final String WEB = "smolotchi-release-web";
    private static final String UPLOADS = "/var/lib/smolotchi-release-web/uploads";
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final Duration LONG = Duration.ofMinutes(3);

    private final TestHost host;
    private final Operator operator;

    Intruders(TestHost host, Operator operator) {
        this.host = host;
        this.operator = operator;
        host.exec("useradd", "--system", "mallory");
    }

    private ExecResult as(String user, String script) {
        return host.exec(
                LONG, List.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups", "sh", "-c", script));
    }

    private ExecResult calls(String user, String member, String signature, String... values) {
        List<String> words = new ArrayList<>(List.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups"));
        words.addAll(List.of(
                "busctl",
                "--system",
                "--timeout=120",
                "--allow-interactive-authorization=no",
                "call",
                "io.smolotchi.Release1",
                "/io/smolotchi/Release1",
                "io.smolotchi.Release1",
                member,
                signature));
        words.addAll(List.of(values));
        return host.exec(LONG, words);
    }

    private void refused(ExecResult call, String code) {
        assertThat(call.ok()).as(call.stdout()).isFalse();
        assertThat(call.stderr()).contains(code);
    }

    private String journal() {
        return host.execOk("journalctl", "-b", "-u", "smolotchi-release-operator.service", "-o", "cat")
                .stdout();
    }

    void writeNothingThatIsNotTheirs() {
        for (String user : List.of(WEB, "mallory")) {
            for (String place :
                    List.of("/etc/systemd/system/evil.service", "/opt/smolotchi/evil", "/etc/tmpfiles.d/evil.conf")) {
                assertThat(as(user, "echo '[Service]' >" + place).ok())
                        .as(user + " " + place)
                        .isFalse();
            }
            assertThat(as(user, "cat /var/lib/smolotchi-release/catalog.db").ok())
                    .as(user)
                    .isFalse();
            assertThat(as(user, "systemd-run --no-ask-password --wait true").ok())
                    .as(user)
                    .isFalse();
            assertThat(as(user, "systemctl --no-ask-password restart smolotchi-core.service")
                            .ok())
                    .as(user)
                    .isFalse();
        }
        assertThat(as("mallory", "cat /var/lib/smolotchi-release-web/web.db").ok())
                .isFalse();
        assertThat(as(WEB, "test -r /var/lib/smolotchi-release-web/web.db").ok())
                .isTrue();
    }

    /** The name on the bus is root's, and the methods are the ones that there are. */
    void areNotTheOperator() {
        for (String user : List.of(WEB, "mallory")) {
            ExecResult own = as(
                    user,
                    "busctl --system call org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus"
                            + " RequestName su io.smolotchi.Release1 4");
            assertThat(own.ok()).as(user).isFalse();
            assertThat(own.stderr()).as(user).contains("denied");
        }
        refused(calls("mallory", "Read", "ss", "status", "[]"), "NOT_ALLOWED");
        refused(calls("mallory", "Plan", "s", prune()), "NOT_ALLOWED");
        refused(calls("mallory", "Ask", "ssss", prune(), "root", "", ""), "NOT_ALLOWED");
        refused(calls("mallory", "Cancel", "xs", "1", "root"), "NOT_ALLOWED");
        assertThat(journal()).contains("refused to mallory").contains("io.smolotchi.release.prune");
        assertThat(calls(WEB, "Read", "ss", "status", "[]").orThrow().stdout()).contains("smolotchi");
    }

    private static String prune() {
        return "{\"format\":1,\"verb\":\"Prune\",\"keep\":1,\"scheduled\":false}";
    }

    private static String stage(String source) {
        return "{\"format\":1,\"verb\":\"Stage\",\"source\":" + source + ",\"version\":null}";
    }

    void getNothingByMalformedCalls() {
        refused(calls(WEB, "Read", "ss", "close", "[]"), "VALUE_MALFORMED");
        refused(calls(WEB, "Read", "ss", "release", "[\"../../etc/shadow\"]"), "VERSION_MALFORMED");
        refused(calls(WEB, "Read", "ss", "operation", "[999999]"), "OPERATION_UNKNOWN");
        refused(calls(WEB, "Read", "ss", "status", "x".repeat(100_000)), "VALUE_MALFORMED");
        refused(calls(WEB, "Shell", "s", "id"), "does not exist");
        refused(calls(WEB, "Ask", "ssss", prune(), "ada", "", "no digest"), "VALUE_MALFORMED");
        for (String consoleAlone : List.of(
                stage("{\"verb\":\"Local\",\"path\":\"/etc\"}"),
                stage("{\"verb\":\"Git\",\"url\":\"/srv/repository\",\"ref\":\"main\",\"commit\":null}"),
                "{\"format\":1,\"verb\":\"Uninstall\",\"drift\":null}",
                "{\"format\":1,\"verb\":\"Adopt\",\"version\":null,\"back\":false}",
                "{\"format\":1,\"verb\":\"Project\",\"directory\":\"/tmp\",\"settings\":{},\"drift\":null}")) {
            refused(calls(WEB, "Plan", "s", consoleAlone), "SOURCE_NOT_FROM_AFAR");
            refused(calls(WEB, "Ask", "ssss", consoleAlone, "ada", "", ""), "SOURCE_NOT_FROM_AFAR");
        }
        refused(
                calls(WEB, "Plan", "s", stage("{\"verb\":\"Upload\",\"id\":\"../../../etc\"}")),
                "SOURCE_UNREADABLE",
                true);
        assertThat(journal())
                .contains("refused to " + WEB)
                .contains("a malformed call")
                .contains("the console's alone");
    }

    /** A plan has its refusals in it. */
    private void refused(ExecResult plan, String code, boolean inPlan) {
        assertThat(plan.ok()).as(plan.stderr()).isEqualTo(inPlan);
        assertThat(plan.stdout()).contains(code);
    }

    /** The web says who its visitor is; a user whom polkit lets does not. */
    void haveWhatTheyAskedRecordedUnderTheirOwnNames() {
        host.execOk("sh", "-c", """
                cat >/etc/polkit-1/rules.d/10-mallory.rules <<'RULES'
                polkit.addRule(function (action, subject) {
                    if ((action.id === "io.smolotchi.release.mark" || action.id === "io.smolotchi.release.read") && subject.user === "mallory") {
                        return polkit.Result.YES;
                    }
                });
                RULES
                systemctl restart polkit.service
                """);
        String pin = "{\"format\":1,\"verb\":\"Marking\",\"version\":\"1.1.0\",\"mark\":\"PINNED\",\"set\":true}";
        long mallory = asked(calls("mallory", "Ask", "ssss", pin, "ada", "", ""));
        long visitor = asked(calls(WEB, "Ask", "ssss", pin, "ada", "", ""));
        assertThat(calls(WEB, "Read", "ss", "operation", "[" + mallory + "]")
                        .orThrow()
                        .stdout())
                .contains("\\\"actor\\\":\\\"mallory\\\"", "\\\"origin\\\":\\\"CONSOLE\\\"");
        assertThat(calls(WEB, "Read", "ss", "operation", "[" + visitor + "]")
                        .orThrow()
                        .stdout())
                .contains("\\\"actor\\\":\\\"ada\\\"", "\\\"origin\\\":\\\"WEB\\\"");
        refused(calls("mallory", "Ask", "ssss", prune(), "ada", "", ""), "NOT_ALLOWED");
        operator.awaitsTheEndOfRuns();
        host.execOk("rm", "/etc/polkit-1/rules.d/10-mallory.rules");
    }

    private static long asked(ExecResult call) {
        return Long.parseLong(call.orThrow().stdout().strip().substring("x ".length()));
    }

    private void uploads(String script) {
        as(
                        WEB,
                        "umask 077; rm -rf " + UPLOADS + "; mkdir -p " + UPLOADS + "/" + ID + "; cd " + UPLOADS + "/"
                                + ID + "; " + script)
                .orThrow();
    }

    void stageNothingThatTheyReplacedOrLinked() {
        String upload = stage("{\"verb\":\"Upload\",\"id\":\"" + ID + "\"}");
        host.execOk("install", "-m", "644", operator.archive("1.1.0"), "/srv/other.tar.gz");
        host.execOk("install", "-m", "644", operator.archive("1.2.0"), "/srv/first.tar.gz");
        for (String trick : List.of(
                "ln -s /etc/shadow app-9.9.9.tar.gz",
                "ln -s /var/lib/smolotchi-release/catalog.db app-9.9.9.tar.gz",
                "mkfifo app-9.9.9.tar.gz",
                "mkdir app-9.9.9.tar.gz",
                "cp /srv/other.tar.gz app-9.9.9.tar.gz; cp app-9.9.9.tar.gz second.tar.gz",
                "cp /srv/other.tar.gz app-9.9.9.tar.gz; ln app-9.9.9.tar.gz ../another",
                "cd ..; rmdir " + ID + "; ln -s /etc " + ID,
                "cd ../..; rm -r uploads; ln -s /srv uploads")) {
            uploads(trick);
            refused(calls(WEB, "Plan", "s", upload), "SOURCE_UNREADABLE", true);
            String outcome = ended(asked(calls(WEB, "Ask", "ssss", upload, "ada", "", "")));
            assertThat(outcome).as(trick).contains("SOURCE_UNREADABLE");
            as(WEB, "rm -f " + UPLOADS + " 2>/dev/null; true");
        }
        // What was looked at is not what lies there now.
        uploads("cp /srv/first.tar.gz app-9.9.9.tar.gz");
        String digest = plannedDigest();
        uploads("cp /srv/other.tar.gz app-9.9.9.tar.gz");
        assertThat(ended(asked(calls(
                        WEB,
                        "Ask",
                        "ssss",
                        upload.replace("\"version\":null", "\"version\":\"9.9.9\""),
                        "ada",
                        "",
                        digest))))
                .contains("PLAN_STALE");
        assertThat(operator.does("list").stdout()).doesNotContain("9.9.9");
        assertThat(host.execOk(
                                "sh",
                                "-c",
                                "ls /etc/shadow /srv/other.tar.gz; ls -A /var/lib/smolotchi-release/received 2>/dev/null || true")
                        .stdout())
                .isEqualTo("/etc/shadow\n/srv/other.tar.gz\n");
    }

    /** As the review page has it. */
    private String plannedDigest() {
        return host.execOk("sh", "-c", """
                        token=$(smolotchi-release-web token add intruders --role operator 2>/dev/null)
                        curl -fsS --max-time 120 -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
                            -d '{"verb":"stage","values":{"upload":"%s","version":"9.9.9"}}' http://127.0.0.1:8090/api/v1/plans |
                            python3 -c 'import json, sys; print(json.load(sys.stdin)["digest"])'
                        """.formatted(ID)).stdout().strip();
    }

    private String ended(long id) {
        operator.awaitsTheEndOfRuns();
        for (int tries = 0; tries < 600; tries++) {
            String operation = calls(WEB, "Read", "ss", "operation", "[" + id + "]")
                    .orThrow()
                    .stdout();
            if (!operation.contains("\\\"ended\\\":null")) {
                return operation;
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException(id + " does not end");
    }

    void runNothingAsRoot() {
        String upload = stage("{\"verb\":\"Upload\",\"id\":\"" + ID + "\"}");
        for (String variant : List.of(
                operator.variant(
                        "1.1.0",
                        "7.0.0",
                        "packaging/systemd/smolotchi-core.service",
                        "[Service]\nUser=root\nExecStart=/bin/true\n"),
                operator.variant(
                        "1.1.0",
                        "7.0.1",
                        "packaging/systemd/tmpfiles.d/smolotchi.conf",
                        "f /etc/cron.d/evil 0644 root root - * * * * * root id\n"))) {
            String version = variant.contains("7.0.1") ? "7.0.1" : "7.0.0";
            host.execOk("sh", "-c", "tar -C " + variant + " -czf /srv/evil.tar.gz . && chmod a+r /srv/evil.tar.gz");
            uploads("cp /srv/evil.tar.gz app-" + version + ".tar.gz");
            String named = upload.replace("\"version\":null", "\"version\":\"" + version + "\"");
            String staged = ended(asked(calls(WEB, "Ask", "ssss", named, "ada", "", "")));
            String activate = "{\"format\":1,\"verb\":\"Activate\",\"version\":\"" + version
                    + "\",\"force\":true,\"settings\":{},\"drift\":null}";
            if (staged.contains("Done")) {
                assertThat(ended(asked(calls(WEB, "Ask", "ssss", activate, "ada", "", ""))))
                        .contains("UNIT_POLICY");
            } else {
                assertThat(staged).contains("UNIT_POLICY");
            }
        }
        assertThat(host.exec("test", "-e", "/etc/cron.d/evil").ok()).isFalse();
        assertThat(operator.currentVersion()).isEqualTo("1.0.0");
        assertThat(host.execOk("systemctl", "show", "-P", "User", "smolotchi-core.service")
                        .stdout()
                        .strip())
                .isNotIn("", "root");
    }

    void withoutPolkitTheWebsUserAloneMay() {
        host.execOk(
                "sh",
                "-c",
                "systemctl mask --now polkit.service 2>&1; mv /usr/share/dbus-1/system-services/org.freedesktop.PolicyKit1.service /srv/;"
                        + " systemctl reload dbus.service; systemctl stop smolotchi-release-operator.service");
        assertThat(calls(WEB, "Read", "ss", "status", "[]").ok()).isTrue();
        assertThat(calls(WEB, "Plan", "s", prune()).ok()).isTrue();
        refused(calls("mallory", "Read", "ss", "status", "[]"), "NOT_ALLOWED");
        assertThat(calls("root", "Read", "ss", "status", "[]").ok()).isTrue();
        host.execOk(
                "sh",
                "-c",
                "mv /srv/org.freedesktop.PolicyKit1.service /usr/share/dbus-1/system-services/; systemctl unmask polkit.service;"
                        + " systemctl reload dbus.service");
    }
}
