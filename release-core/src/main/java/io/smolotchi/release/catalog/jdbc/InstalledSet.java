package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.InstalledFile;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files that an activation installed, with a sum over all of them: a row that is damaged, or that an index hides, would let a unit of ours pass for
 * somebody else's, which the next activation leaves where it is.
 */
final class InstalledSet {

    private static final String HAS_SUMS =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'installed_set'";

    private final PlainCatalogReads catalog;

    InstalledSet(PlainCatalogReads catalog) {
        this.catalog = catalog;
    }

    static Digest sum(List<InstalledFile> files) {
        return Digest.of(files.stream()
                .map(file ->
                        file.path() + " " + Integer.toOctalString(file.mode()) + " " + Digest.of(file.content()) + "\n")
                .sorted()
                .collect(Collectors.joining()));
    }

    /** @throws Refused CATALOG_DAMAGED when they are not those that were recorded */
    List<InstalledFile> files(OperationId activation) {
        Optional<String> recorded = recorded(activation);
        List<InstalledFile> files = catalog.list(Select.of("""
                        SELECT u.path, u.mode, t.content FROM unit_file u JOIN file_text t ON t.sha256 = u.sha256
                        WHERE u.activation_id = ? ORDER BY u.id
                        """, activation.value()), Mapping::installedFile);
        if (recorded.isEmpty() || recorded.get().equals(sum(files).hex())) {
            return files;
        }
        throw new Refused(
                Code.CATALOG_DAMAGED,
                "cannot tell what @" + activation + " installed: its record in the catalog is damaged",
                "smolotchi-release catalog rebuild");
    }

    /** A clause for each activation whose files are not those that were recorded. */
    List<String> damaged() {
        if (!hasSums()) {
            return List.of();
        }
        return catalog
                .list(
                        Select.of("SELECT activation_id FROM installed_set ORDER BY activation_id"),
                        row -> row.operation("activation_id"))
                .stream()
                .filter(this::isDamaged)
                .map(activation -> "what is recorded of the files that @" + activation + " installed is damaged")
                .toList();
    }

    private boolean isDamaged(OperationId activation) {
        try {
            files(activation);
            return false;
        } catch (Refused damaged) {
            return true;
        }
    }

    /** Empty for what an older program recorded. */
    private Optional<String> recorded(OperationId activation) {
        return hasSums()
                ? catalog
                        .list(
                                Select.of(
                                        "SELECT sha256 FROM installed_set WHERE activation_id = ?", activation.value()),
                                row -> row.text("sha256"))
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    /** The format before has none. */
    private boolean hasSums() {
        return !catalog.list(Select.of(HAS_SUMS), row -> row.text("name")).isEmpty();
    }
}
