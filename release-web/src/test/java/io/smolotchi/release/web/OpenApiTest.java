package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.smolotchi.release.web.accounts.TokenCommand;
import io.smolotchi.release.web.api.ApiDescription;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API is made from its addresses, is valid, and is what the server really answers. */
class OpenApiTest {

    private static final Path FILE = Path.of("src/main/resources/openapi.json");

    @TempDir
    static Path root;

    private static WebProcess process;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        process = WebProcess.start(root, Exhibition.world(), 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TokenCommand(Clock.systemUTC(), new PrintStream(out, true, StandardCharsets.UTF_8), System.err)
                .run(root.resolve("var/lib/smolotchi-release-web/web.db"), List.of("add", "ci", "--role", "operator"));
        token = out.toString(StandardCharsets.UTF_8).strip();
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void it_is_made_from_the_addresses_of_the_server() throws Exception {
        String made = ApiDescription.of(process.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods());
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(FILE, made);
        }
        assertThat(FILE).as("run the test with -Dregenerate=true").content().isEqualTo(made);
        assertThat(get("/api/v1/openapi.json").body()).isEqualTo(made);
    }

    @Test
    void it_is_a_valid_document_of_openapi_3_1() throws Exception {
        SwaggerParseResult parsed =
                new OpenAPIV3Parser().readContents(Files.readString(FILE), null, new ParseOptions());

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.isOpenapi31()).isTrue();
        assertThat(parsed.getOpenAPI().getPaths()).hasSizeGreaterThan(10);
        String broken = Files.readString(FILE).replace("\"responses\"", "\"answers\"");
        assertThat(new OpenAPIV3Parser()
                        .readContents(broken, null, new ParseOptions())
                        .getMessages())
                .as("the validation can fail")
                .isNotEmpty();
    }

    /** With every object closed, so that a member that is not described is found. */
    @Test
    void every_answer_is_what_it_says() throws Exception {
        JsonNode document = JsonMapper.shared().readTree(Files.readString(FILE));
        close(document.path("components").path("schemas"));
        Map<String, String> examples = Map.of("{version}", "1.1.0", "{id}", "7");
        int checked = 0;
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            JsonNode content = path.getValue()
                    .path("get")
                    .path("responses")
                    .path("200")
                    .path("content")
                    .path("application/json");
            if (content.isMissingNode() || path.getKey().endsWith("openapi.json")) {
                continue;
            }
            String address = path.getKey();
            for (Map.Entry<String, String> example : examples.entrySet()) {
                address = address.replace(example.getKey(), example.getValue());
            }
            assertValid(document, content.path("schema"), get(address).body());
            checked++;
        }
        assertThat(checked).isGreaterThanOrEqualTo(8);
        JsonNode schemas = document.path("components").path("schemas");
        assertValid(
                document, schemas.path("Problem"), get("/api/v1/releases/9.9.9").body());
        assertValid(document, schemas.path("Problem"), get("/api/v1/nothing").body());
        String plan = post("/api/v1/plans", "{\"verb\":\"pin\",\"values\":{\"version\":\"1.0.0\"}}");
        assertValid(document, schemas.path("Planned"), plan);
        String asked = "{\"verb\":\"pin\",\"values\":{\"version\":\"1.0.0\"},\"plan\":\""
                + JsonMapper.shared().readTree(plan).path("digest").asString() + "\"}";
        assertValid(document, schemas.path("PlannedChange"), asked);
        String answer = post("/api/v1/operations", asked);
        assertValid(document, schemas.path("Asked"), answer);
        assertValid(
                document,
                schemas.path("Cancelled"),
                post(JsonMapper.shared().readTree(answer).path("href").asString() + "/cancel", ""));
    }

    private static void assertValid(JsonNode document, JsonNode schema, String text) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        whole.set("components", document.path("components"));
        schema.properties().forEach(member -> whole.set(member.getKey(), member.getValue()));
        Schema read = SchemaRegistry.withDialect(Dialects.getOpenApi31())
                .getSchema(SchemaLocation.of("https://example.org/" + Integer.toHexString(whole.hashCode())), whole);
        assertThat(read.validate(JsonMapper.shared().readTree(text))).as(text).isEmpty();
    }

    private static void close(JsonNode schemas) {
        schemas.forEach(schema -> {
            if (schema instanceof ObjectNode object && object.has("properties")) {
                object.put("additionalProperties", false);
            }
        });
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient().send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String post(String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        request(path)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(process.address().resolve(URI.create(path)))
                .header("Authorization", "Bearer " + token);
    }
}
