package io.smolotchi.release.web.accounts;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
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

    private static final int ROOT = 0;

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
        return open(file, (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** @param self uid of this process */
    static WebDatabase open(Path file, int self) throws IOException {
        protect(file, self);
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
    private static void protect(Path file, int self) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a directory");
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory.resolveSibling("."));
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        requireOurs(directory, self);
        var onlyOwner = PosixFilePermissions.fromString("rw-------");
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(onlyOwner));
        } catch (FileAlreadyExistsException e) {
            if (!Files.getPosixFilePermissions(file).equals(onlyOwner)) {
                Files.setPosixFilePermissions(file, onlyOwner);
            }
        }
    }

    /** In a directory of somebody else's, root would follow whatever link he puts in a file's place. */
    private static void requireOurs(Path directory, int self) throws IOException {
        if (self != ROOT || (int) Files.getAttribute(directory, "unix:uid") == ROOT) {
            return;
        }
        PosixFileAttributes owned = Files.readAttributes(directory, PosixFileAttributes.class);
        throw new IOException(directory + " belongs to " + owned.owner().getName() + ", and root touches nothing there;"
                + " run it as that user: setpriv --reuid=" + owned.owner().getName() + " --regid="
                + owned.group().getName()
                + " --init-groups COMMAND, as the package's smolotchi-release-web does by itself");
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
