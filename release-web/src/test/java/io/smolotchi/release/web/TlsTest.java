package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the pages may be served: on the loopback address, and on the network with a certificate or when somebody insists. */
class TlsTest {

    private static final String SECRET = "changeit";

    @TempDir
    Path root;

    @Test
    void a_bundle_of_the_settings_serves_tls_with_hsts_and_cookies_that_stay_in_it() throws Exception {
        Path store = certificate();
        Path certificate = pem(
                "certificate.pem",
                "CERTIFICATE",
                kept(store).getCertificate("web").getEncoded());
        Path key = pem(
                "key.pem",
                "PRIVATE KEY",
                kept(store).getKey("web", SECRET.toCharArray()).getEncoded());
        // in the form of docs/web.md
        settings(
                "server:\n  address: 0.0.0.0\n  ssl.bundle: web\nspring.ssl.bundle.pem.web:\n  reload-on-update: true\n"
                        + "  keystore:\n    certificate: file:" + certificate + "\n    private-key: file:" + key
                        + "\n");
        try (WebProcess process = start(false);
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trusting(store)).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + process.port() + "/login"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security").orElseThrow())
                    .contains("max-age=31536000");
            assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure", "HttpOnly");
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isIn("TLSv1.3", "TLSv1.2");
            assertThat(Address.of(process.bean(org.springframework.core.env.Environment.class)))
                    .hasScheme("https");
        }
    }

    @Test
    void without_tls_the_network_is_refused_and_on_the_loopback_address_there_is_no_hsts() throws Exception {
        settings("server.address: 0.0.0.0\n");
        assertThatThrownBy(() -> start(false))
                .rootCause()
                .hasMessageContaining("cannot listen on 0.0.0.0")
                .hasMessageContaining("--insecure");
        settings("server.address: 127.0.0.1\n");
        try (WebProcess process = start(false)) {
            assertThat(new Visitor(process.address()).get("/login").headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
        }
    }

    @Test
    void who_insists_gets_the_network_without_tls() throws Exception {
        settings("server.address: 0.0.0.0\n");
        try (WebProcess process = start(true)) {
            assertThat(new Visitor(process.address()).get("/login").statusCode())
                    .isEqualTo(200);
        }
    }

    private WebProcess start(boolean insecure) throws IOException {
        StagedWorld world = new StagedWorld();
        return WebProcess.start(
                new WebOptions(root, OptionalInt.of(0), insecure, Optional.empty()),
                new FrontDoor(world.changes(), world.inquiries(), () -> {}));
    }

    private void settings(String text) throws IOException {
        Path file = root.resolve("etc/smolotchi-release/application.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Path certificate() throws IOException, InterruptedException {
        Path store = root.resolve("web.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "web",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        SECRET)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return store;
    }

    private Path pem(String name, String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                root.resolve(name), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private static KeyStore kept(Path store) throws Exception {
        KeyStore kept = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            kept.load(in, SECRET.toCharArray());
        }
        return kept;
    }

    private static SSLContext trusting(Path store) throws Exception {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("web", kept(store).getCertificate("web"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
