package io.smolotchi.release.web.accounts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Whether the migrations have to run at all: loading Flyway costs more than every start of an up-to-date database needs. */
final class Schema {

    /** Of the newest file in {@code db/web}; a test compares the two. */
    static final String NEWEST = "2";

    private Schema() {}

    static boolean isCurrent(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet newest = statement.executeQuery(
                        "SELECT version, success FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1")) {
            return newest.next() && NEWEST.equals(newest.getString(1)) && newest.getBoolean(2);
        } catch (SQLException e) {
            // no such table: a new file; any other reason is Flyway's to report
            return false;
        }
    }
}
