package io.smolotchi.release.bench;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.HostProcess;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.TestHostException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long the application's web does not answer while its release is changed, seen by a client that asks every 10 ms: by {@code activate}, and by hand with
 * {@code systemctl stop; ln -sfn; systemctl start} on a freshly copied tree, in turns on one machine with a real systemd. No unit changes between the
 * two releases.
 */
public final class DowntimeBench {

    /** Ends when the file appears, with the longest time without an answer that lies between two answers, in milliseconds. */
    private static final String CLIENT = """
            import http.client, os, sys, time, urllib.request
            stop = sys.argv[1]
            begin = last = time.monotonic()
            longest, answers = 0.0, 0
            while not os.path.exists(stop):
                asked = time.monotonic()
                try:
                    with urllib.request.urlopen('http://127.0.0.1:8080/', timeout=1) as answer:
                        answer.read()
                    longest = max(longest, asked - last)
                    last = time.monotonic()
                    answers += 1
                except (OSError, http.client.HTTPException):
                    pass
                time.sleep(max(0, 0.01 - (time.monotonic() - asked)))
            print(round(longest * 1000, 1), answers)
            """;

    /**
     * Modules that every process of the application imports, and some reckoning while it does: without bytecode a quarter of that time goes into compiling,
     * which is what was found of the application that the sample stands for.
     */
    private static final String PAYLOAD = """
            import pathlib, sys
            package = pathlib.Path(sys.argv[1]) / 'payload'
            package.mkdir()
            for i in range(60):
                with open(package / f'm{i}.py', 'w') as module:
                    for j in range(60):
                        module.write(f'def f{j}(value, other={j}):\\n'
                                     f'    if value > other:\\n'
                                     f'        return [value * k + {j} for k in range(other)]\\n'
                                     f'    return {{"value": value, "other": other, "name": f"f{j}-{{value}}"}}\\n\\n')
            with open(package / '__init__.py', 'w') as module:
                module.write(''.join(f'from . import m{i}\\n' for i in range(60)))
                module.write('total = sum(i * i for i in range(4_000_000))\\n')
            with open(package.parent / '__init__.py', 'a') as module:
                module.write('\\nfrom . import payload\\n')
            """;

    private static final String UNITS =
            "smolotchi-core.service smolotchi-ai-worker.service smolotchi-web.service smolotchi-prune.timer";

    private final TestHost host;
    private final boolean busy;
    private String current = "1.1.0";
    private int clients;

    /** @param busy whether the application takes about as long to start as the one that the sample stands for */
    private DowntimeBench(TestHost host, boolean busy) {
        this.host = host;
        this.busy = busy;
    }

    /**
     * @param byHand milliseconds without an answer
     * @param ours likewise, by {@code activate}
     * @param steps milliseconds of each step of ours
     * @param between of ours: from the end of the stop to the begin of the start, in which only the manager is at work
     */
    private record Round(double byHand, double ours, Map<String, Long> steps, long between) {}

    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        System.out.print(section(rounds));
    }

    /** Markdown; a sentence where there can be no machine to measure on. */
    static String section(int rounds) throws IOException {
        return "The sample application, which starts in a moment:\n\n" + table(rounds, false)
                + "\nThe same with modules to import and something to reckon at its start, a quarter of which is compiling"
                + " where there is no bytecode, as in the application that it stands for:\n\n" + table(rounds, true);
    }

    private static String table(int rounds, boolean busy) throws IOException {
        try (TestHost host = TestHost.builder().boot()) {
            return new DowntimeBench(host, busy).table(rounds);
        } catch (TestHostException e) {
            return "Not measured: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("no test host") + "\n";
        }
    }

    /** Markdown. */
    String table(int rounds) throws IOException {
        prepare();
        List<Round> all = new ArrayList<>();
        // The first of each is for the caches.
        for (int i = 0; i <= rounds; i++) {
            double byHand = downtime(byHand(i));
            handBack();
            String version = i % 2 == 0 ? "1.1.1" : "1.1.0";
            double ours = downtime(List.of(program(), "activate", version, "--yes", "--reason", "measured"));
            current = version;
            JsonNode steps = lastSteps();
            all.add(new Round(byHand, ours, millis(steps), between(steps)));
        }
        return words(all.subList(1, all.size()));
    }

    private String program() {
        return host.checkout() + "/bin/smolotchi-release";
    }

    private void prepare() throws IOException {
        host.execOk("sh", "-c", "mkdir -p /etc/smolotchi-release /srv/versions");
        Files.writeString(
                host.root().resolve("etc/smolotchi-release/release.yaml"), "health:\n  deadline: 30s\n  steady: 1s\n");
        host.execOk("/usr/bin/python3", host.checkout() + "/samples/build", "1.1.0", "/srv/versions");
        if (busy) {
            host.execOk("/usr/bin/python3", "-c", PAYLOAD, "/srv/versions/smolotchi-1.1.0/smolotchi");
        }
        host.execOk(
                "sh",
                "-c",
                "cp -a /srv/versions/smolotchi-1.1.0 /srv/versions/smolotchi-1.1.1"
                        + " && echo 1.1.1 > /srv/versions/smolotchi-1.1.1/VERSION"
                        + " && echo 'version: 1.1.1' > /srv/versions/smolotchi-1.1.1/release.yaml");
        Files.writeString(host.root().resolve("srv/client.py"), CLIENT);
        for (String version : List.of("1.1.0", "1.1.1")) {
            run(List.of(program(), "stage", "/srv/versions/smolotchi-" + version, "--yes"));
        }
        run(List.of(program(), "activate", "1.1.0", "--yes"));
    }

    private List<String> byHand(int round) {
        String tree = "hand-" + round;
        host.execOk("cp", "-r", "/srv/versions/smolotchi-1.1.0", "/opt/smolotchi/" + tree);
        return List.of(
                "sh",
                "-c",
                "systemctl stop " + UNITS + "; ln -sfn " + tree + " /opt/smolotchi/current; systemctl start " + UNITS);
    }

    private void handBack() {
        host.execOk(
                "sh",
                "-c",
                "systemctl stop " + UNITS + "; ln -sfn releases/" + current
                        + " /opt/smolotchi/current; systemctl start " + UNITS);
        pause(Duration.ofSeconds(1));
    }

    /** In milliseconds, while the command runs and for a second before and after. */
    private double downtime(List<String> command) throws IOException {
        String stop = "/run/client-" + clients++ + ".stop";
        HostProcess client = host.spawn("/usr/bin/python3", "/srv/client.py", stop);
        pause(Duration.ofSeconds(1));
        run(command);
        pause(Duration.ofSeconds(1));
        host.execOk("touch", stop);
        ExecResult seen = client.await(Duration.ofSeconds(30)).orElseThrow();
        String said = seen.orThrow().stdout();
        return Double.parseDouble(said.substring(0, said.indexOf(' ')));
    }

    private void run(List<String> command) {
        host.exec(Duration.ofMinutes(3), command).orThrow();
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of the last activation, in the order in which they began. */
    private JsonNode lastSteps() {
        JsonNode history = json("history", "--json");
        String id = history.at("/activations/0/id").asString();
        return json("show", "@" + id, "--json").path("steps");
    }

    private JsonNode json(String... words) {
        List<String> command = new ArrayList<>(List.of(program()));
        command.addAll(List.of(words));
        return JsonMapper.shared()
                .readTree(host.exec(Duration.ofMinutes(1), command).orThrow().stdout());
    }

    private static Map<String, Long> millis(JsonNode steps) {
        Map<String, Long> millis = new TreeMap<>();
        steps.forEach(step -> millis.put(
                step.path("step").asString(),
                Duration.between(at(step, "began"), at(step, "ended")).toMillis()));
        return millis;
    }

    private static long between(JsonNode steps) {
        Instant stopped = Instant.MIN;
        Instant starting = Instant.MAX;
        for (JsonNode step : steps) {
            if (step.path("step").asString().equals("stop")) {
                stopped = at(step, "ended");
            } else if (step.path("step").asString().equals("start")) {
                starting = at(step, "began");
            }
        }
        return Duration.between(stopped, starting).toMillis();
    }

    private static Instant at(JsonNode step, String name) {
        return OffsetDateTime.parse(step.path(name).asString()).toInstant();
    }

    private static String words(List<Round> rounds) {
        StringBuilder text = new StringBuilder("""
                | Round | By hand, ms | `activate`, ms | Of that between stop and start, ms | stop, ms | start, ms |
                |---|---|---|---|---|---|
                """);
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.get(i);
            text.append("| %d | %.0f | %.0f | %d | %d | %d |%n"
                    .formatted(
                            i + 1,
                            round.byHand(),
                            round.ours(),
                            round.between(),
                            round.steps().getOrDefault("stop", 0L),
                            round.steps().getOrDefault("start", 0L)));
        }
        double byHand = Times.median(rounds.stream().map(Round::byHand).toList());
        double ours = Times.median(rounds.stream().map(Round::ours).toList());
        text.append("%nMedian: by hand %.0f ms, `activate` %.0f ms, ratio %.2f (goal at most 0.85).%n"
                .formatted(byHand, ours, ours / byHand));
        return text.toString();
    }
}
