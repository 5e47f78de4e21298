package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Ten consoles and ten programs that use the API want to change the same machine at once, again and again. */
@Tag("faults")
@WithTestHost
@EnabledIfSystemProperty(named = "smolotchi.faults.whole", matches = "true")
class ManyWritersTest {

    private static final int ROUNDS = 3;
    private static final int EACH = 10;

    /** Writes for each a file with what it was told, whose last line is its exit code or the status of the answer. */
    private static final String AT_ONCE = """
            program=$1 url=$2 token=$3 each=$4 told=$5
            rm -rf "$told" && mkdir "$told" && cd "$told"
            activate() { echo "activate $(case $(($1 % 2)) in 0) echo 1.0.0 ;; *) echo 1.1.0 ;; esac)"; }
            choose() { case $(($1 % 3)) in 0) activate "$1" ;; 1) echo "pin 1.0.0" ;; *) echo "unpin 1.0.0" ;; esac; }
            ask() { curl -sS -w '\\n%{http_code}' -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d "$2" "$url/api/v1/$1"; }
            api() {
                set -- $(choose "$1")
                change='"verb":"'$1'","values":{"version":"'$2'"}'
                digest=$(ask plans "{$change}" | sed -n 's/.*"digest":"\\([^"]*\\)".*/\\1/p')
                ask operations "{$change,\\"plan\\":\\"$digest\\"}"
            }
            console() { "$program" $(choose "$1") --yes 2>&1; echo $?; }
            for i in $(seq "$each"); do
                console "$i" >"console-$i" & api $((i + 1)) >"api-$i" &
            done
            wait
            """;

    @TempDir
    Path scratch;

    @Test
    void one_at_a_time_gets_through_and_the_others_are_told_who_it_is(TestHost host) throws InterruptedException {
        Operator operator = new Operator(host);
        operator.hasTheSample("1.0.0", "1.1.0");
        operator.watchesBriefly();
        operator.stagesAndActivates("1.0.0");
        operator.does("stage", operator.tree("1.1.0"), "--yes");
        WebServer web = WebServer.start(host, scratch);
        String token = web.token("writers");

        int changed = 0;
        int busy = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (Told told : atOnce(host, operator, token)) {
                assertThat(told.changed() || told.busy() || told.stale())
                        .as(told.toString())
                        .isTrue();
                changed += told.changed() ? 1 : 0;
                busy += told.busy() ? 1 : 0;
            }
            whatWasAskedEnds(operator);
        }

        System.out.println("Writers at once: " + ROUNDS * 2 * EACH + " asked, " + changed + " began, " + busy
                + " were told at once who holds the lock");
        assertThat(changed).isPositive();
        assertThat(busy).isPositive();
        assertThat(operator.openJournals()).isBlank();
        assertThat(operator.answeringVersion()).isEqualTo(operator.currentVersion());
        assertThat(operator.does("status", "--json").exit()).isZero();
        eachBeganWhereTheOneBeforeHadEnded(operator);
    }

    /** @param end the exit code of a console, the status of an answer */
    private record Told(String who, String words, int end) {

        boolean changed() {
            return end == 0 || end == 202;
        }

        boolean busy() {
            return (end == 6 || end == 409) && words.contains("the lock is held by ") && words.contains("(pid ");
        }

        /** Somebody else was faster, and what was agreed to would no longer be what happens. */
        boolean stale() {
            return (end == 3 || end == 409) && words.contains("PLAN_STALE");
        }
    }

    private static List<Told> atOnce(TestHost host, Operator operator, String token) {
        String directory = "/run/told";
        host.exec(
                Duration.ofMinutes(5),
                List.of(
                        "sh",
                        "-c",
                        AT_ONCE,
                        "at-once",
                        operator.program(),
                        WebServer.ADDRESS,
                        token,
                        Integer.toString(EACH),
                        directory));
        List<Told> all = new ArrayList<>();
        for (String who : List.of("console", "api")) {
            for (int i = 1; i <= EACH; i++) {
                String text = host.execOk("cat", directory + "/" + who + "-" + i)
                        .stdout()
                        .strip();
                int last = text.lastIndexOf('\n') + 1;
                all.add(new Told(who + " " + i, text.substring(0, last), Integer.parseInt(text.substring(last))));
            }
        }
        return all;
    }

    private static void whatWasAskedEnds(Operator operator) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        operator.awaitsTheEndOfRuns();
        while (!operator.openJournals().isBlank()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static void eachBeganWhereTheOneBeforeHadEnded(Operator operator) {
        List<JsonNode> oldestFirst = new ArrayList<>();
        operator.reads("history", "--limit", "1000").at("/activations").forEach(row -> oldestFirst.addFirst(row));
        Optional<String> current = Optional.empty();
        for (JsonNode row : oldestFirst) {
            assertThat(Optional.ofNullable(row.at("/from").asString(null)))
                    .as(row.toString())
                    .isEqualTo(current);
            if (row.at("/outcome").asString().equals("healthy")) {
                current = Optional.of(row.at("/to").asString());
            }
        }
        assertThat(current).contains(operator.currentVersion());
        assertThat(oldestFirst).hasSizeGreaterThan(1);
    }
}
