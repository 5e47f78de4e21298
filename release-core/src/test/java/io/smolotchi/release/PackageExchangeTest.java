package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageExchangeTest {

    @TempDir
    Path root;

    @TempDir
    Path sources;

    @Test
    void a_console_that_was_started_before_begins_nothing_while_it_lasts() throws IOException {
        Request pin = new Request.Marking(Version.of("1.0.0"), Mark.Kind.PINNED, true);
        try (OfflineMachine machine = new OfflineMachine(root)) {
            machine.stage(Sample.tree("1.0.0", sources));
            Path mark = root.resolve(PackageExchange.MARK.substring(1));
            Files.createDirectories(mark.getParent());
            Files.createFile(mark);

            assertThatThrownBy(() -> machine.carryOut(pin))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.refusals())
                                    .singleElement()
                                    .satisfies(refusal ->
                                            assertThat(refusal.code()).isEqualTo(Code.BUSY)));
            assertThat(machine.core().inquiries().inTheWay(OperationKind.MARK))
                    .contains("the exchange of this program's package");

            Files.delete(mark);
            assertThat(machine.core().inquiries().inTheWay(OperationKind.MARK)).isEmpty();
            assertThat(machine.carryOut(pin)).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void the_package_says_its_own_last_words() throws IOException {
        Path mark = Files.createFile(root.resolve("mark"));

        new PackageExchange(mark, true).require("disable the schedule");
        assertThatThrownBy(() -> new PackageExchange(mark, false).require("pin"))
                .hasMessageContaining("cannot pin: because this program's package is being exchanged");
    }

    @Test
    void the_packages_scripts_mean_the_same_mark() throws IOException {
        Path packaging = Path.of("").toAbsolutePath().resolveSibling("packaging");
        assertThat(Files.readString(packaging.resolve("debian/guard.sh")))
                .contains("exchanging=" + PackageExchange.MARK + "\n");
        assertThat(Files.readString(packaging.resolve("sh/exchange.sh")))
                .contains("-e " + PackageExchange.MARK + " ]")
                .contains("${" + PackageExchange.ITSELF_VARIABLE + ":-}");
        assertThat(Files.readString(packaging.resolve("debian/prerm")))
                .contains(PackageExchange.ITSELF_VARIABLE + "=1 smolotchi-release schedule disable");
    }
}
