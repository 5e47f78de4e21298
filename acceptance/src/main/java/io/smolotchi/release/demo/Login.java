package io.smolotchi.release.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An account of the pages, and what a browser does to get in with it. */
record Login(String name, String password) {
    private static final Pattern TOKEN_FIELD = Pattern.compile("<input[^>]*name=\"_csrf\"[^>]*>");
    private static final Pattern VALUE = Pattern.compile("value=\"([^\"]+)\"");

    /** No letters or digits that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    static Login random(String name) {
        SecureRandom random = new SecureRandom();
        String password = IntStream.range(0, 4)
                .mapToObj(_ -> IntStream.range(0, 5)
                        .mapToObj(_ -> String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length()))))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
        return new Login(name, password);
    }

    /** The page behind the login. */
    String tryAt(URI address) {
        try (HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            HttpResponse<String> form =
                    client.send(get(address.resolve("/login")), HttpResponse.BodyHandlers.ofString());
            Unmet.unless(form.statusCode() == 200, "the login page answers " + form.statusCode());
            HttpRequest post = HttpRequest.newBuilder(address.resolve("/login"))
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("username=" + encoded(name) + "&password="
                            + encoded(password) + "&_csrf=" + encoded(token(form.body()))))
                    .build();
            HttpResponse<String> answer = client.send(post, HttpResponse.BodyHandlers.ofString());
            String location = answer.headers().firstValue("Location").orElse("");
            Unmet.unless(
                    answer.statusCode() / 100 == 3 && !location.contains("/login"),
                    "the login is answered with " + answer.statusCode() + " " + location);
            HttpResponse<String> page = client.send(get(address.resolve("/")), HttpResponse.BodyHandlers.ofString());
            Unmet.unless(page.statusCode() == 200, "the page behind the login answers " + page.statusCode());
            return page.body();
        } catch (IOException e) {
            throw new Unmet("nobody answers at " + address + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unmet("interrupted", e);
        }
    }

    private static HttpRequest get(URI address) {
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
    }

    private static String token(String page) {
        Matcher field = TOKEN_FIELD.matcher(page);
        Unmet.unless(field.find(), "the login page has no field against forged requests");
        Matcher value = VALUE.matcher(field.group());
        Unmet.unless(value.find(), "the field against forged requests is empty");
        return value.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
