package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.sql.Connection;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Which schema this program reads and writes.
 *
 * @param version as the last of the migrations sets it in the file's header
 * @param locations of the migrations, separated by commas
 */
record Schema(int version, String locations) {

    static final Schema CURRENT = new Schema(3, "classpath:db/catalog");

    void migrate(Connection connection) {
        Flyway.configure()
                .dataSource(new SingleConnectionDataSource(connection, true))
                .locations(locations.split(","))
                .failOnMissingLocations(true)
                .cleanDisabled(true)
                .load()
                .migrate();
    }

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
