package io.smolotchi.release.catalog.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Somebody else at the same file, with nothing but the driver. */
record Sql(Connection connection) implements AutoCloseable {

    static Sql at(Path db) throws SQLException {
        return new Sql(DriverManager.getConnection("jdbc:sqlite:" + db));
    }

    /** As a disk would change it, which asks no trigger. */
    void withoutTrigger(String trigger, String statement) throws SQLException {
        String text = one("SELECT sql FROM sqlite_schema WHERE name = '" + trigger + "'");
        run("DROP TRIGGER " + trigger);
        run(statement);
        run(text);
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column, as text. */
    List<String> column(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    String one(String query) throws SQLException {
        return column(query).getFirst();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
