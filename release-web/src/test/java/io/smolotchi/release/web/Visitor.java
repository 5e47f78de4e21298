package io.smolotchi.release.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without JavaScript: keeps cookies, follows no redirect by itself, and sends what the hidden fields of the last form held. */
final class Visitor {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\"[^>]*?name=\"([^\"]+)\"[^>]*?value=\"([^\"]*)\"");

    private final URI server;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Visitor(URI server) {
        this.server = server;
    }

    static Visitor loggedIn(URI server, String account) throws IOException, InterruptedException {
        Visitor visitor = new Visitor(server);
        HttpResponse<String> answer = visitor.logIn(account, WebProcess.PASSWORD);
        if (answer.statusCode() != 302 || location(answer).contains("login")) {
            throw new IllegalStateException("not logged in: " + answer.statusCode() + " " + location(answer));
        }
        return visitor;
    }

    HttpResponse<String> logIn(String account, String password) throws IOException, InterruptedException {
        return submit(get("/login").body(), "/login", Map.of("username", account, "password", password));
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** An answer that goes on. */
    HttpResponse<InputStream> open(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Sends the hidden fields of the form with that action on the page, and the values. */
    HttpResponse<String> submit(String page, String action, Map<String, String> values)
            throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>(hidden(page, action));
        fields.putAll(values);
        return post(action, fields);
    }

    HttpResponse<String> post(String path, Map<String, String> fields, String... headers)
            throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Sends the form of the upload page. */
    HttpResponse<String> upload(String page, byte[] multipart) throws IOException, InterruptedException {
        Matcher action = Pattern.compile("action=\"(/upload[^\"]*)\"").matcher(page);
        return uploadTo(action.find() ? action.group(1) : "/upload", multipart);
    }

    HttpResponse<String> uploadTo(String path, byte[] multipart) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + Multipart.BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(multipart)));
    }

    static Map<String, String> hidden(String page, String action) {
        int form = page.indexOf("action=\"" + action + "\"");
        if (form < 0) {
            throw new IllegalArgumentException("no form for " + action + " in " + page);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher matcher = HIDDEN.matcher(page.substring(form, page.indexOf("</form>", form)));
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2));
        }
        return fields;
    }

    static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    String session() {
        return cookies.getCookieStore().getCookies().getFirst().getValue();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
