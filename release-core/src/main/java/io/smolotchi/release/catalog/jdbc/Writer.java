package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.CatalogException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries out writes in transactions, one at a time in this process, and waits for those of others. */
final class Writer implements AutoCloseable {

    /** Times the busy timeout: SQLite's lock is unfair, and one waiter may be passed over for seconds. */
    private static final int ATTEMPTS = 3;

    private final ReentrantLock turn = new ReentrantLock();
    private final WriterConnection connection;
    private final Repositories repositories;
    private final TransactionTemplate transactions;

    Writer(SqliteFile file) {
        this.connection = new WriterConnection(file);
        this.repositories = new Repositories(connection);
        this.transactions = new TransactionTemplate(new WriteLockFirst(connection));
    }

    /** A repository, by its type. */
    <R extends InsertOnly<?, ?>> R rows(Class<R> repository) {
        return repositories.get(repository);
    }

    /** Whether the calling thread is in a transaction here. */
    boolean inTransaction() {
        return TransactionSynchronizationManager.hasResource(connection);
    }

    /** The connection of the calling thread's transaction. */
    Connection ofTransaction() {
        return DataSourceUtils.getConnection(connection);
    }

    /**
     * Joins the transaction that the calling thread is in, if any.
     *
     * @param what continues "cannot ..."
     * @param durable false when the rows may be lost in a power cut
     */
    <T> T write(String what, boolean durable, Supplier<T> work) {
        turn.lock();
        try {
            return inTransaction() ? work.get() : inNewTransaction(durable, work);
        } catch (DataIntegrityViolationException e) {
            throw new IllegalStateException("cannot " + what + ": because of: " + innermost(e), e);
        } catch (DataAccessException | TransactionException e) {
            throw new CatalogException("cannot " + what + ": because of: " + innermost(e), e);
        } catch (SQLException e) {
            throw new CatalogException("cannot " + what + ": because of: " + e.getMessage(), e);
        } finally {
            turn.unlock();
        }
    }

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Outside of any transaction, while nobody else of this process writes. */
    <T> T alone(String what, Work<T> work) {
        turn.lock();
        try {
            return work.on(connection.getConnection());
        } catch (SQLException e) {
            connection.discard();
            throw new CatalogException("cannot " + what + ": because of: " + e.getMessage(), e);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            connection.discard();
        } finally {
            turn.unlock();
        }
    }

    private <T> T inNewTransaction(boolean durable, Supplier<T> work) throws SQLException {
        boolean sound = false;
        try {
            if (!durable) {
                connection.waitForDisk(false);
            }
            T result = trying(work);
            if (!durable) {
                connection.waitForDisk(true);
            }
            sound = true;
            return result;
        } finally {
            if (!sound) {
                connection.discard();
            }
        }
    }

    private <T> T trying(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.execute(_ -> work.get());
            } catch (CannotCreateTransactionException e) {
                if (attempt == ATTEMPTS || !SqliteErrors.isBusy(e)) {
                    throw e;
                }
            }
        }
    }

    private static String innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
