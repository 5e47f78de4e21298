package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.web.accounts.Accounts;
import io.smolotchi.release.web.accounts.LoginAudit;
import io.smolotchi.release.web.accounts.Passwords;
import io.smolotchi.release.web.accounts.UserCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTest {

    @TempDir
    static Path root;

    private static WebProcess process;
    private static StagedWorld world;

    @BeforeAll
    static void start() throws IOException {
        world = Exhibition.world();
        process = WebProcess.start(root, world, 0);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/history",
                "/releases",
                "/releases/1.0.0",
                "/retention",
                "/review/rollback",
                "/activations/6",
                "/operations/6"
            })
    void a_stranger_is_sent_to_the_login(String path) throws Exception {
        HttpResponse<String> answer = stranger().get(path);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Visitor.location(answer)).endsWith("/login");
        assertThat(answer.body()).doesNotContain("1.0.0");
    }

    @Test
    void a_stranger_gets_no_events() throws Exception {
        assertThat(stranger()
                        .get("/activations/6/events", "Accept", "text/event-stream")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_part_of_a_page_that_asks_without_a_session_is_told_to_load_the_login() throws Exception {
        HttpResponse<String> answer = stranger().get("/", "HX-Request", "true");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).contains("/login");
    }

    @Test
    void after_the_login_the_page_that_was_asked_for_comes_and_the_session_is_a_new_one() throws Exception {
        Visitor visitor = stranger();
        visitor.get("/history?outcome=healthy");
        String before = visitor.session();

        HttpResponse<String> answer = visitor.logIn("viewer", WebProcess.PASSWORD);

        assertThat(Visitor.location(answer)).endsWith("/history?outcome=healthy");
        assertThat(visitor.session()).isNotEqualTo(before);
    }

    @Test
    void a_wrong_password_and_a_name_that_does_not_exist_get_the_same_answer() throws Exception {
        Visitor visitor = stranger();

        assertThat(Visitor.location(visitor.logIn("viewer", "wrong horse battery")))
                .endsWith("/login?failed");
        assertThat(Visitor.location(visitor.logIn("nobody", "wrong horse battery")))
                .endsWith("/login?failed");
        assertThat(visitor.get("/login?failed").body()).contains("Name and password do not belong together.");
    }

    @Test
    void a_change_without_the_token_of_the_form_is_forbidden() throws Exception {
        Visitor operator = Visitor.loggedIn(process.address(), "operator");
        Map<String, String> form =
                Visitor.hidden(operator.get("/review/unpin?version=1.0.0").body(), "/review/unpin");

        HttpResponse<String> answer =
                operator.post("/review/unpin", Map.of("version", "1.0.0", "digest", form.getOrDefault("digest", "")));

        assertThat(form).containsKey("_csrf");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(world.asked()).isEmpty();
    }

    @Test
    void a_change_that_the_browser_says_comes_from_another_port_is_forbidden() throws Exception {
        Visitor operator = Visitor.loggedIn(process.address(), "operator");
        Map<String, String> form =
                Visitor.hidden(operator.get("/review/unpin?version=1.0.0").body(), "/review/unpin");

        assertThat(operator.post("/review/unpin", form, "Sec-Fetch-Site", "same-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(world.asked()).isEmpty();
    }

    @Test
    void a_viewer_sees_the_plan_and_changes_nothing() throws Exception {
        Visitor viewer = Visitor.loggedIn(process.address(), "viewer");
        HttpResponse<String> review = viewer.get("/review/rollback");

        assertThat(review.statusCode()).isEqualTo(200);
        assertThat(review.body()).contains("Your role is viewer");
        assertThat(viewer.submit(review.body(), "/review/rollback", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(world.asked()).isEmpty();
    }

    @Test
    void a_session_ends_when_its_account_is_removed_also_when_one_of_that_name_comes_back() throws Exception {
        assertThat(user("add", "temp", "--role", "operator")).isZero();
        Visitor temp = Visitor.loggedIn(process.address(), "temp");
        assertThat(temp.get("/").statusCode()).isEqualTo(200);

        user("remove", "temp");
        user("add", "temp", "--role", "viewer");

        assertThat(temp.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void who_logs_out_is_out() throws Exception {
        Visitor operator = Visitor.loggedIn(process.address(), "operator");

        HttpResponse<String> out = operator.submit(operator.get("/").body(), "/logout", Map.of());

        assertThat(Visitor.location(out)).endsWith("/login?out");
        assertThat(operator.get("/").statusCode()).isEqualTo(302);
        assertThat(process.bean(LoginAudit.class).newest(1)).first().satisfies(entry -> {
            assertThat(entry.event()).isEqualTo(LoginAudit.Event.LOGOUT);
            assertThat(entry.account()).isEqualTo("operator");
            assertThat(entry.address()).isEqualTo("127.0.0.1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/assets/app.css", "/healthz", "/nothing"})
    void every_answer_tells_the_browser_to_be_careful(String path) throws Exception {
        HttpResponse<String> answer = stranger().get(path);

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .contains("base-uri 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void the_cookie_is_out_of_reach_for_scripts_and_for_other_sites() throws Exception {
        assertThat(stranger().get("/login").headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Strict");
    }

    @Test
    void pages_are_not_kept_by_the_browser() throws Exception {
        Visitor viewer = Visitor.loggedIn(process.address(), "viewer");

        assertThat(viewer.get("/").headers().firstValue("Cache-Control").orElseThrow())
                .contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8090",
                "127.0.0.1.evil.example",
                "localhost.",
                "[::2]",
                "@127.0.0.1"
            })
    void another_name_for_the_server_is_not_answered(String host) throws Exception {
        assertThat(status(host)).isIn(400, 421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:8090"})
    void its_own_names_are_answered(String host) throws Exception {
        assertThat(status(host)).isEqualTo(200);
    }

    @Test
    void it_listens_on_the_loopback_address_alone() {
        assertThat(process.bean(org.springframework.core.env.Environment.class).getProperty("server.address"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void no_other_method_and_no_other_place_is_open() throws Exception {
        Visitor administrator = Visitor.loggedIn(process.address(), "administrator");
        String page = administrator.get("/").body();

        assertThat(administrator.submit(page, "/logout", Map.of()).statusCode()).isEqualTo(302);
        assertThat(stranger().get("/actuator").statusCode()).isEqualTo(401);
        assertThat(stranger().get("/templates/now.html").statusCode()).isEqualTo(302);
        assertThat(stranger().get("/assets/../application.properties").statusCode())
                .isNotEqualTo(200);
        assertThat(stranger().get("/assets/%2e%2e/application.properties").statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void the_page_of_a_fault_or_a_wrong_address_shows_nothing_from_inside() throws Exception {
        Visitor viewer = Visitor.loggedIn(process.address(), "viewer");
        HttpResponse<String> answer = viewer.get("/activations/x%3Cscript%3E");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("<script>");
    }

    private Visitor stranger() {
        return new Visitor(process.address());
    }

    private static int user(String... words) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new UserCommand(
                        Passwords.encoder(), Clock.systemUTC(), _ -> Optional.of(WebProcess.PASSWORD), nowhere, nowhere)
                .run(new HostRoot(root).resolve(WebMain.DATABASE), List.of(words));
    }

    /** Over a bare socket: a client library would not send such a header. */
    private static int status(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), process.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET /login HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(9, 12));
        }
    }

    @Test
    void the_accounts_are_in_a_database_of_their_own() {
        assertThat(process.bean(Accounts.class).list()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(new HostRoot(root).resolve("/var/lib/smolotchi-release/catalog.db"))
                .doesNotExist();
    }
}
