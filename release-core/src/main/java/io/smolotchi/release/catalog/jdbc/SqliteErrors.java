package io.smolotchi.release.catalog.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean. Spring knows them not, and would call all of them uncategorised. */
final class SqliteErrors implements SQLExceptionTranslator {

    @Override
    public DataAccessException translate(String task, @Nullable String sql, SQLException e) {
        String message = task + ": " + e.getMessage();
        if (!(e instanceof SQLiteException sqlite)) {
            return new UncategorizedSQLException(task, sql, e);
        }
        return switch (sqlite.getResultCode()) {
            case SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_ROWID ->
                new DuplicateKeyException(message, e);
            case SQLITE_CONSTRAINT,
                    SQLITE_CONSTRAINT_CHECK,
                    SQLITE_CONSTRAINT_FOREIGNKEY,
                    SQLITE_CONSTRAINT_NOTNULL,
                    SQLITE_CONSTRAINT_TRIGGER -> new DataIntegrityViolationException(message, e);
            case SQLITE_BUSY, SQLITE_BUSY_RECOVERY, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED ->
                new CannotAcquireLockException(message, e);
            case SQLITE_FULL, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_CORRUPT, SQLITE_NOTADB ->
                new DataAccessResourceFailureException(message, e);
            default -> new UncategorizedSQLException(task, sql, e);
        };
    }

    static boolean isBusy(Throwable e) {
        return primaryCode(e) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    /** Also of a reader that may not create the index beside a file that nobody has open. */
    static boolean isReadOnly(Throwable e) {
        return primaryCode(e) == SQLiteErrorCode.SQLITE_READONLY.code;
    }

    /** Also reading makes an index beside the file; a full or read-only file system has no room for it. */
    static boolean isForWantOfWriting(Throwable e) {
        int code = primaryCode(e);
        return code == SQLiteErrorCode.SQLITE_FULL.code
                || code == SQLiteErrorCode.SQLITE_IOERR.code
                || code == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || code == SQLiteErrorCode.SQLITE_READONLY.code;
    }

    private static int primaryCode(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                // The low byte is the code without its extension.
                return sqlite.getResultCode().code & 0xff;
            }
        }
        return SQLiteErrorCode.SQLITE_OK.code;
    }
}
