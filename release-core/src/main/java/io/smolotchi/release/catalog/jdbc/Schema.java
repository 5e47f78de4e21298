package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;

/**
 * Which schema this program reads and writes.
 *
 * @param version as the last of the migrations sets it in the file's header
 * @param locations of the migrations, separated by commas
 */
record Schema(int version, String locations) {

    static final Schema CURRENT = new Schema(1, "classpath:db/catalog");

    void refuseNewer(SqliteFile file, int found) {
        if (found > version) {
            throw new Refused(
                    Code.CATALOG_NEWER,
                    "cannot use the catalog " + file.path() + ": because its format is " + found
                            + " and this program knows up to " + version,
                    "install the newer version again");
        }
    }
}
