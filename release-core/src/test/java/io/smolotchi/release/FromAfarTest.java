package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What root would read on this machine is named at this machine only. */
class FromAfarTest {

    private static final Caller BROWSER = new Caller("ada", Origin.WEB, "");

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/srv/app.git",
                "srv/app.git",
                "./app",
                "../app",
                "file:///srv/app.git",
                "FILE:///srv/app.git",
                "file://localhost/srv/app.git",
                "ext::sh -c id",
                "fd::3",
                "https:///srv/app.git",
                "ftp://example.org/app.git",
                "--upload-pack=id:x",
                "dir/host:path",
                ""
            })
    void a_repository_on_this_machine_is_neither_planned_nor_asked(String url) {
        Request request = new Request.Stage(new Source.Git(url, "v1"), Optional.empty());
        try (Core core = Core.open(new HostRoot(root), CoreOptions.inThisProcess())) {
            assertRefused(() -> core.changesFromAfar().plan(request));
            assertRefused(() -> core.changesFromAfar().ask(request, BROWSER, Optional.empty()));
            assertRefused(() -> core.changes().ask(request, BROWSER, Optional.empty()));
        }
        assertThat(root).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/app.git",
                "http://example.org/app.git",
                "HTTPS://example.org/app.git",
                "ssh://git@example.org/app.git",
                "git://example.org/app.git",
                "git@example.org:app.git",
                "example.org:app.git"
            })
    void a_repository_elsewhere_travels(String url) {
        assertThat(new Request.Stage(new Source.Git(url, "v1"), Optional.empty()).notFromAfar())
                .isEmpty();
    }

    /** Whatever the browser's user names there, this machine would call it: itself, its neighbours, its cloud. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/app.git",
                "http://127.0.0.1:8080/",
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]/app.git",
                "ssh://root@192.168.1.1/app.git",
                "git@router:app.git"
            })
    void a_repository_that_the_settings_do_not_name_is_neither_planned_nor_asked(String url) {
        Request request = new Request.Stage(new Source.Git(url, "v1"), Optional.empty());
        try (Core core = Core.open(new HostRoot(root), CoreOptions.inThisProcess())) {
            assertRefused(() -> core.changesFromAfar().plan(request));
            assertRefused(() -> core.changesFromAfar().ask(request, BROWSER, Optional.empty()));
            assertRefused(() -> core.changes().ask(request, BROWSER, Optional.empty()));
        }
        assertThat(root).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/usurper/app.git",
                "https://example.org/us/../them/app.git",
                "https://example.org/us/./app.git",
                "https://example.org/us/%2e%2e/them/app.git",
                "https://example.org/us/app.git?x",
                "https://example.org/us/app.git#x",
                "https://example.org/us//app.git",
                "https://example.org/us@evil.org/app.git",
                "https://example.org/us/app.git\n",
                "https://example.org.evil.org/us/app.git",
                "https://example.org:8443/us/app.git",
                "http://example.org/us/app.git",
                "https://ada@example.org/us/app.git",
                "https://EXAMPLE.org/us/app.git",
                "git@example.org:us2/app.git",
                "git@example.org:us/../../etc"
            })
    void what_only_looks_like_a_repository_that_is_named_is_refused(String url) throws Exception {
        settings("https://example.org/us", "git@example.org:us/");
        Request request = new Request.Stage(new Source.Git(url, "v1"), Optional.empty());
        try (Core core = Core.open(new HostRoot(root), CoreOptions.inThisProcess())) {
            assertRefused(() -> core.changesFromAfar().plan(request));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9", "http://127.0.0.1:9/app.git", "http://127.0.0.1:9/us/app.git"})
    void a_repository_that_the_settings_name_is_fetched(String url) throws Exception {
        settings("http://127.0.0.1:9");
        Request request = new Request.Stage(new Source.Git(url, "v1"), Optional.empty());
        try (Core core = Core.open(new HostRoot(root), CoreOptions.inThisProcess())) {
            // Nothing listens there, which is what git says.
            assertThat(core.changesFromAfar().plan(request).refusals())
                    .extracting(Refusal::code)
                    .containsExactly(Code.SOURCE_UNREADABLE);
        }
    }

    /** A plan already has the interpreter that they name say what it is, as root. */
    @Test
    void an_activation_with_settings_is_neither_planned_nor_asked() {
        Request request = new Request.Activate(Version.of("1.0.0"), false, Map.of("python", "/tmp/python"));
        try (Core core = Core.open(new HostRoot(root), CoreOptions.inThisProcess())) {
            assertRefused(() -> core.changesFromAfar().plan(request));
            assertRefused(() -> core.changesFromAfar().ask(request, BROWSER, Optional.empty()));
            assertRefused(() -> core.changes().ask(request, BROWSER, Optional.empty()));
        }
        assertThat(root).isEmptyDirectory();
    }

    private void settings(String... repositories) throws Exception {
        Path file = root.resolve("etc/smolotchi-release/release.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "store:\n  git-from-afar: ['" + String.join("', '", repositories) + "']\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/app", "/srv/app.tar.gz"})
    void a_path_does_not_travel_and_an_upload_does(String path) {
        assertThat(new Request.Stage(new Source.Local(path), Optional.empty()).notFromAfar())
                .isPresent();
        assertThat(new Request.Stage(new Source.Upload("1"), Optional.empty()).notFromAfar())
                .isEmpty();
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Refused.class).hasMessageContaining("SOURCE_NOT_FROM_AFAR");
    }
}
