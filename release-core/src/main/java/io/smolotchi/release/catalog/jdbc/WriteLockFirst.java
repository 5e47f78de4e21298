package io.smolotchi.release.catalog.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Takes SQLite's write lock at the beginning of every transaction that is not read-only, so that it waits there, and not in the middle, where
 * waiting can't help: a transaction that has read and then finds the file changed can only fail.
 */
final class WriteLockFirst extends JdbcTransactionManager {

    WriteLockFirst(DataSource dataSource) {
        super(dataSource);
        setExceptionTranslator(new SqliteErrors());
        // Otherwise the clean-up after a failed commit would commit again.
        setRollbackOnCommitFailure(true);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        if (definition.isReadOnly()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            // Writes no row, and fires no trigger.
            statement.executeUpdate("DELETE FROM operation WHERE 0");
        } catch (SQLException e) {
            leaveClean(connection, e);
            throw e;
        }
    }

    /** Spring hands the connection back as it is when this hook fails, and nothing later would end the transaction that it has begun. */
    private static void leaveClean(Connection connection, SQLException failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
