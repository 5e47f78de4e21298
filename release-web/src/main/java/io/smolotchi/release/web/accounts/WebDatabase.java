package io.smolotchi.release.web.accounts;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * {@code web.db}, readable by its owner alone. One connection, used by one thread at a time: logins are rare, and every statement is a transaction of
 * its own.
 */
public final class WebDatabase implements AutoCloseable {

    private final SingleConnectionDataSource connection;
    private final JdbcClient jdbc;
    private final ReentrantLock lock = new ReentrantLock();

    private WebDatabase(Connection connection) {
        this.connection = new SingleConnectionDataSource(connection, true);
        this.jdbc = JdbcClient.create(this.connection);
    }

    /**
     * Makes the file when there is none and brings its schema up to date.
     *
     * @throws IOException when the file or its directory can't be made or is not ours to protect
     */
    public static WebDatabase open(Path file) throws IOException {
        protect(file);
        SQLiteDataSource source = source(file);
        if (!Schema.isCurrent(source)) {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/web")
                    .load()
                    .migrate();
        }
        try {
            return new WebDatabase(source.getConnection());
        } catch (SQLException e) {
            throw new IOException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    <T> T ask(Function<JdbcClient, T> statements) {
        lock.lock();
        try {
            return statements.apply(jdbc);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        connection.destroy();
    }

    /** The file gets its mode before SQLite opens it, and SQLite gives {@code -wal} and {@code -shm} the same. */
    private static void protect(Path file) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a directory");
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory.resolveSibling("."));
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        var onlyOwner = PosixFilePermissions.fromString("rw-------");
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(onlyOwner));
            // root adds the first account, but the pages run as the directory's owner
            if (!Files.getOwner(file).equals(Files.getOwner(directory))) {
                Files.setOwner(file, Files.getOwner(directory));
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.getPosixFilePermissions(file).equals(onlyOwner)) {
                Files.setPosixFilePermissions(file, onlyOwner);
            }
        }
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }
}
