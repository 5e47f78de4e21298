package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.web.accounts.TokenCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program with a token, over real HTTP. */
class ApiTest {

    @TempDir
    static Path root;

    private static WebProcess process;
    private static StagedWorld world;
    private static String viewer;
    private static String operator;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        world = Exhibition.world()
                .release("1.0.0+local.1")
                .activated("1.0.0+local.1", new Outcome.Healthy(), Duration.ofDays(90), "anna", "")
                .activated("1.0.0+local.1", new Outcome.Healthy(), Duration.ofDays(89), "anna", "")
                .activated("1.1.0", new Outcome.Healthy(), Duration.ofDays(1), "anna", "");
        process = WebProcess.start(root, world, 0);
        viewer = token(Clock.systemUTC(), "reader");
        operator = token(Clock.systemUTC(), "ci", "--role", "operator");
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    private static String token(Clock clock, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of("add"));
        all.addAll(Arrays.asList(words));
        int exit = new TokenCommand(clock, new PrintStream(out, true, StandardCharsets.UTF_8), System.err)
                .run(root.resolve("var/lib/smolotchi-release-web/web.db"), all);
        assertThat(exit).isZero();
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return client.send(request(path, token).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String token, String body) throws Exception {
        return client.send(
                request(path, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(process.address().resolve(URI.create(path)))
                .timeout(Duration.ofSeconds(20));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void reads_what_is_and_what_happened() throws Exception {
        JsonNode status = json(get("/api/v1/status", viewer));
        assertThat(status.path("current").asString()).isEqualTo("1.1.0");
        assertThat(status.path("rollbackTarget").asString()).isNotEmpty();
        assertThat(json(get("/api/v1/releases", viewer))
                        .valueStream()
                        .map(one -> one.path("version").asString()))
                .contains("1.0.0", "1.1.0", "1.4.0");
        assertThat(json(get("/api/v1/releases/1.1.0", viewer)).path("state").asString())
                .isEqualTo("current");
        assertThat(json(get("/api/v1/units", viewer)).size()).isPositive();
        assertThat(json(get("/api/v1/doctor", viewer)).get(1).path("verdict").asString())
                .isEqualTo("wrong");
    }

    @Test
    void pages_through_the_history_with_its_filters() throws Exception {
        JsonNode first = json(get("/api/v1/history?limit=2", viewer));
        JsonNode second = json(get(first.path("next").asString(), viewer));

        assertThat(first.path("rows").size()).isEqualTo(2);
        assertThat(second.path("rows").get(0).path("id").asLong())
                .isLessThan(first.path("rows").get(1).path("id").asLong());
        assertThat(json(get("/api/v1/history?outcome=rolled%20back", viewer))
                        .path("rows")
                        .valueStream())
                .isNotEmpty()
                .allMatch(row -> row.path("outcome").asString().equals("rolled back"));
        assertThat(get("/api/v1/history?limit=0", viewer).statusCode()).isEqualTo(400);
        JsonNode local = json(get("/api/v1/history?limit=1&version=1.0.0%2Blocal.1", viewer));
        assertThat(local.path("next").asString()).contains("version=1.0.0%2Blocal.1");
        assertThat(json(get(local.path("next").asString(), viewer)).path("rows").size())
                .isEqualTo(1);
    }

    @Test
    void writes_the_history_out() throws Exception {
        HttpResponse<String> lines = get("/api/v1/history/export?version=1.0.0%2Blocal.1", viewer);
        assertThat(lines.headers().firstValue("Content-Type")).contains("application/jsonl;charset=UTF-8");
        assertThat(lines.body()
                        .lines()
                        .map(line ->
                                JsonMapper.shared().readTree(line).path("to").asString()))
                .hasSize(2)
                .containsOnly("1.0.0+local.1");
        assertThat(get("/api/v1/history/export?format=csv", viewer).body()).startsWith("id,kind,");
        assertThat(get("/api/v1/history/export?format=xls", viewer).statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_change_names_the_plan_that_it_was_shown_and_is_recorded_with_the_name_of_the_token() throws Exception {
        String asked = "{\"verb\":\"pin\",\"values\":{\"version\":\"1.0.0\"}";
        JsonNode plan = json(post("/api/v1/plans", operator, asked + "}"));
        assertThat(plan.path("refused").asBoolean()).isFalse();

        HttpResponse<String> stale = post("/api/v1/operations", operator, asked + ",\"plan\":\"00\"}");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(json(stale).path("title").asString()).isEqualTo("PLAN_STALE");
        assertThat(stale.headers().firstValue("Content-Type")).contains("application/problem+json");

        HttpResponse<String> accepted = post(
                "/api/v1/operations",
                operator,
                asked + ",\"plan\":\"" + plan.path("digest").asString() + "\",\"reason\":\"by a program\"}");

        assertThat(accepted.statusCode()).isEqualTo(202);
        String href = accepted.headers().firstValue("Location").orElseThrow();
        JsonNode operation = json(get(href, viewer));
        assertThat(operation.path("actor").asString()).isEqualTo("token:ci");
        assertThat(operation.path("reason").asString()).isEqualTo("by a program");
        assertThat(get(href + "/events", viewer).statusCode()).isEqualTo(200);
        assertThat(world.asked())
                .anySatisfy(request -> assertThat(request)
                        .isInstanceOfSatisfying(
                                Request.Marking.class,
                                marking -> assertThat(marking.version()).isEqualTo(Version.of("1.0.0"))));
    }

    @Test
    void what_can_not_be_is_a_problem_with_the_codes_of_the_console() throws Exception {
        assertThat(json(get("/api/v1/releases/9.9.9", viewer))
                        .path("refusals")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo("RELEASE_UNKNOWN");
        assertThat(get("/api/v1/releases/9.9.9", viewer).statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/operations/x", viewer).statusCode()).isEqualTo(404);
        assertThat(post("/api/v1/plans", viewer, "{").statusCode()).isEqualTo(400);
        assertThat(post("/api/v1/plans", viewer, "\"" + "x".repeat(1 << 20) + "\"")
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> path =
                post("/api/v1/plans", operator, "{\"verb\":\"stage\",\"values\":{\"source\":\"/etc\"}}");
        assertThat(path.statusCode()).isEqualTo(400);
        assertThat(json(path).path("title").asString()).isEqualTo("VALUE_MALFORMED");
    }

    @Test
    void whatever_goes_wrong_is_a_problem_and_no_page() throws Exception {
        String pin = "{\"verb\":\"pin\",\"values\":{\"version\":\"1.0.0\"}}";
        Map<HttpResponse<String>, Integer> answers = new LinkedHashMap<>();
        answers.put(get("/api/v1/nothing", viewer), 404);
        answers.put(get("/api/nothing", viewer), 404);
        answers.put(get("/api/v1/operations/1/nothing", viewer), 404);
        answers.put(get("/api/v1/history?limit=many", viewer), 400);
        answers.put(get("/api/v1/history?before=abc", viewer), 400);
        answers.put(get("/api/v1/operations/1/events?after=x", viewer), 400);
        answers.put(get("/api/v1/status", ""), 401);
        answers.put(post("/api/v1/status", operator, "{}"), 403);
        answers.put(get("/api/v1/plans", operator), 405);
        answers.put(
                post("/api/v1/operations", operator, pin.substring(0, pin.length() - 1) + ",\"reason\":[\"x\"]}"), 400);
        answers.put(
                client.send(
                        request("/api/v1/plans", operator)
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString(pin))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()),
                415);
        answers.put(
                client.send(
                        request("/api/v1/status", viewer)
                                .header("Accept", "text/html")
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofString()),
                406);
        answers.put(
                client.send(
                        request("/api/v1/plans", operator)
                                .header("Content-Type", "application/json")
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(HttpRequest.BodyPublishers.ofString(pin))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()),
                403);
        answers.forEach((answer, status) -> {
            assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(answer.uri() + " " + answer.body())
                    .startsWith("application/problem+json");
            assertThat(json(answer).path("status").asInt()).isEqualTo(answer.statusCode());
            assertThat(json(answer).path("title").asString()).isNotEmpty();
        });
    }

    @Test
    void nobody_gets_in_without_a_token_that_is_valid_and_allowed_to() throws Exception {
        String expired = token(Clock.offset(Clock.systemUTC(), Duration.ofDays(-100)), "old");
        for (String token : List.of("", "smolotchi_guess", expired)) {
            HttpResponse<String> refused = get("/api/v1/status", token);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
        assertThat(post("/api/v1/operations", viewer, "{\"verb\":\"prune\"}").statusCode())
                .isEqualTo(403);
        assertThat(post("/api/v1/operations/1/cancel", viewer, "").statusCode()).isEqualTo(403);
        Visitor inBrowser = Visitor.loggedIn(process.address(), "operator");
        assertThat(inBrowser.get("/api/v1/status").statusCode())
                .as("a cookie is no token: another page could send it")
                .isEqualTo(401);
        assertThat(get("/", operator).statusCode()).as("a token opens no page").isEqualTo(302);
        assertThat(get("/api/v1/status", viewer).headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    /** The manual's own lines, in order, by bash and curl. */
    @Test
    void the_examples_of_the_manual_work() throws Exception {
        String manual = Files.readString(Path.of("../docs/api.md"));
        String examples = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL)
                .matcher(manual)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        assertThat(examples.lines().filter(line -> line.contains("curl ")))
                .hasSizeGreaterThan(3)
                .as("every one that any page of the manual has")
                .hasSize((int) curlsOfTheManual());
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", examples);
        bash.environment().put("URL", process.address().toString());
        bash.environment().put("TOKEN", operator);
        Process ran = bash.redirectErrorStream(true).start();
        String output = new String(ran.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(ran.waitFor()).as(output).isZero();
        assertThat(output).contains("\"current\":\"1.1.0\"", "\"href\":\"/api/v1/operations/");
    }

    private static long curlsOfTheManual() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("../docs"))) {
            long curls = 0;
            for (Path page : Stream.concat(pages, Stream.of(Path.of("../README.md")))
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList()) {
                curls += Files.readString(page)
                        .lines()
                        .filter(line -> line.contains("curl -"))
                        .count();
            }
            return curls;
        }
    }
}
