package io.smolotchi.release.catalog.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A query with its arguments, all numbers and texts. */
record Select(String sql, List<Object> arguments) {

    interface RowMapper<T> {
        T map(Row row) throws SQLException;
    }

    static Select of(String sql, Object... arguments) {
        return new Select(sql, List.of(arguments));
    }

    <T> List<T> run(Connection connection, RowMapper<T> mapper) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.size(); i++) {
                statement.setObject(i + 1, arguments.get(i));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet cells = statement.executeQuery()) {
                Row row = new Row(cells);
                while (cells.next()) {
                    found.add(mapped(row, mapper));
                }
            }
            return found;
        }
    }

    /** Of what was written here every row can be read: one that can't is as good as a page that can't. */
    private static <T> T mapped(Row row, RowMapper<T> mapper) throws SQLException {
        try {
            return mapper.map(row);
        } catch (RuntimeException damaged) {
            throw new SQLException("a row is damaged: " + damaged.getMessage(), damaged);
        }
    }
}
