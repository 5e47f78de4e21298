package io.smolotchi.release.state;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** How the application's databases and their copies are opened. */
final class SqliteSettings {

    private static final int BUSY_MILLIS = 5_000;

    private SqliteSettings() {}

    /** A file that is written once, by us alone, and thrown away when that was cut off. */
    static SQLiteConfig ofCopy() {
        SQLiteConfig config = plain();
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        return config;
    }

    static SQLiteConfig plain() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        return config;
    }

    /** A copy that nobody writes to: without locks, and without the files that its header may ask for. */
    static Connection asItIs(Path copy) throws SQLException {
        SQLiteConfig config = plain();
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:file:" + copy.toUri().getRawPath() + "?immutable=1");
    }

    static String words(int result) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(result);
        return code.message + " (" + code.name() + ")";
    }
}
