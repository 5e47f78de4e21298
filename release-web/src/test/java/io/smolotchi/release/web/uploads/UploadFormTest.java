package io.smolotchi.release.web.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms of senders that do not say how much they send. */
class UploadFormTest {

    private static final int MOST = 1_000;
    private static final long BUFFERS = 64 << 10;
    private static final long ENDLESS = 64L << 20;

    @TempDir
    Path root;

    private long read;

    @Test
    void of_an_archive_that_is_too_large_the_rest_is_not_read() {
        assertRefused(Code.SOURCE_TOO_LARGE, text(part("archive", "app.zip")), new Zeros(ENDLESS));
        assertThat(read).isLessThan(MOST + BUFFERS);
    }

    @Test
    void what_comes_after_an_archive_has_an_end_too_and_leaves_nothing() {
        assertRefused(
                Code.SOURCE_TOO_LARGE,
                text(part("archive", "app.zip") + "zip\r\n" + part("more", "more")),
                new Zeros(ENDLESS));
        assertThat(read).isLessThan(MOST + BUFFERS);
    }

    @Test
    void a_form_that_breaks_off_or_names_what_is_no_name_is_malformed_and_leaves_nothing() {
        assertRefused(Code.VALUE_MALFORMED, text(part("archive", "app.zip") + "zip\r\n" + part("more", "more") + "x"));
        assertRefused(Code.VALUE_MALFORMED, text(part("archive", "app.zip") + "zip"));
        assertRefused(Code.VALUE_MALFORMED, text(part("archive", "app\0.zip") + "zip\r\n--B--\r\n"));
        assertRefused(Code.VALUE_MALFORMED, text("--B--\r\n"));
    }

    private void assertRefused(Code code, InputStream... body) {
        Uploads uploads = new Uploads(root.resolve("uploads"), MOST, Clock.systemUTC());
        assertThatThrownBy(() -> UploadForm.receive(request(body), uploads))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(Refusal::code)
                                .containsExactly(code));
        if (root.resolve("uploads").toFile().exists()) {
            assertThat(root.resolve("uploads")).isEmptyDirectory();
        }
    }

    private static String part(String name, String file) {
        return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file + "\"\r\n\r\n";
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpServletRequest request(InputStream... body) {
        InputStream whole = new SequenceInputStream(Collections.enumeration(List.of(body)));
        read = 0;
        ServletInputStream stream = new ServletInputStream() {
            @Override
            public int read() throws IOException {
                read++;
                return whole.read();
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int given = whole.read(into, from, length);
                read += Math.max(0, given);
                return given;
            }

            @Override
            public boolean isFinished() {
                return false;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        };
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (_, method, _) -> switch (method.getName()) {
                    case "getContentLengthLong" -> -1L;
                    case "getContentLength" -> -1;
                    case "getContentType" -> "multipart/form-data; boundary=B";
                    case "getCharacterEncoding" -> "UTF-8";
                    case "getMethod" -> "POST";
                    case "getInputStream" -> stream;
                    case "getHeader" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
