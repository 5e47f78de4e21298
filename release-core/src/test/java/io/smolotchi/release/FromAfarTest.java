package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Path;
import java.util.Optional;
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
