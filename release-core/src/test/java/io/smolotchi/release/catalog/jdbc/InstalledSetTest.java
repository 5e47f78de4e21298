package io.smolotchi.release.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.InstalledFile;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an activation installed is what was recorded, or is said not to be known. */
class InstalledSetTest {

    private static final List<InstalledFile> FILES = List.of(
            new InstalledFile("/etc/systemd/system/smolotchi-core.service", 0644, "[Service]\nExecStart=/bin/true\n"),
            new InstalledFile("/etc/systemd/system/smolotchi-web.service", 0644, "[Service]\nExecStart=/bin/false\n"),
            new InstalledFile("/etc/tmpfiles.d/smolotchi.conf", 0600, "d /run/smolotchi\n"));

    @TempDir
    Path dir;

    private Path db;
    private OperationId activation;

    @BeforeEach
    void installed() throws SQLException {
        db = dir.resolve("catalog.db");
        History history = History.empty().activated("1.0.0").activated("1.1.0");
        try (OpenCatalog catalog = history.writeTo(OpenCatalog.open(db))) {
            activation = history.activations().getLast().id();
            catalog.installed(history.activations().getFirst().id(), FILES.subList(0, 2));
            catalog.installed(activation, FILES);
        }
    }

    @Test
    void whatever_bit_flips_in_its_record_its_files_are_those_that_were_recorded_or_are_refused() throws IOException {
        byte[] sound = Files.readAllBytes(db);
        Random random = new Random(20_261_124);
        List<Integer> places = new ArrayList<>();
        // Every place that names one of the files, rows and index, and some of the rest.
        String bytes = new String(sound, StandardCharsets.ISO_8859_1);
        for (int at = bytes.indexOf("/etc/"); at >= 0; at = bytes.indexOf("/etc/", at + 1)) {
            for (int i = -8; i < 60; i += 3) {
                places.add(at + i);
            }
        }
        random.ints(200, 100, sound.length).forEach(places::add);
        int noticed = 0;
        for (int place : places) {
            byte[] flipped = sound.clone();
            flipped[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(db, flipped);
            noticed += isNoticed("byte " + place) ? 1 : 0;
        }
        assertThat(noticed).isGreaterThan(50);
    }

    private boolean isNoticed(String flip) {
        try (PlainCatalogReads reads = new PlainCatalogReads(db)) {
            assertThat(reads.installedFiles(activation)).as(flip).isEqualTo(FILES);
            return false;
        } catch (Refused | CatalogException noticed) {
            return true;
        }
    }

    @Test
    void a_damaged_record_is_refused_by_its_code_and_found_by_the_check() throws SQLException {
        assertThat(new CatalogFile(db).problems()).isEmpty();
        try (Sql sql = Sql.at(db)) {
            sql.withoutTrigger(
                    "unit_file_is_never_changed", "UPDATE unit_file SET path = replace(path, 'core', 'cord')");
        }
        try (PlainCatalogReads reads = new PlainCatalogReads(db)) {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> reads.installedFiles(activation))
                    .satisfies(refused -> assertThat(refused.refusals())
                            .singleElement()
                            .matches(refusal -> refusal.code() == Code.CATALOG_DAMAGED));
        }
        assertThat(new CatalogFile(db).problems())
                .hasSize(2)
                .contains("what is recorded of the files that @" + activation + " installed is damaged");
    }

    @Test
    void a_damaged_trigger_which_would_keep_rows_out_and_a_damaged_row_are_found_by_the_check() throws SQLException {
        try (Sql sql = Sql.at(db)) {
            sql.run("PRAGMA writable_schema = ON");
            sql.run(
                    "UPDATE sqlite_schema SET sql = replace(sql, 'NEW.id', 'NEW.ie') WHERE name = 'mark_is_never_replaced'");
            sql.run("PRAGMA writable_schema = OFF");
            sql.withoutTrigger(
                    "operation_is_never_changed", "UPDATE operation SET asked_at = replace(asked_at, 'T', ' ')");
        }
        assertThat(new CatalogFile(db).problems())
                .contains("the definition of the trigger mark_is_never_replaced is damaged")
                .anyMatch(problem -> problem.contains("a row is damaged"));
    }

    @Test
    void what_a_program_recorded_that_knew_of_no_sums_is_taken_as_it_is() throws SQLException {
        try (Sql sql = Sql.at(db)) {
            sql.run("DROP TABLE installed_set");
            sql.run("PRAGMA user_version = 1");
        }
        try (PlainCatalogReads reads = new PlainCatalogReads(db)) {
            assertThat(reads.installedFiles(activation)).isEqualTo(FILES);
        }
        assertThat(new CatalogFile(db).problems()).isEmpty();
    }
}
