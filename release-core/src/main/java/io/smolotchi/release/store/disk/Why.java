package io.smolotchi.release.store.disk;

import java.io.EOFException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What an exception of the JDK has to say, in words: some say nothing, others only the name of a file. */
public final class Why {

    private Why() {}

    /** @param failure one of the JDK's exceptions of reading and writing */
    public static String of(Exception failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + " is not there";
            case AccessDeniedException denied -> denied.getFile() + " may not be touched by this user";
            case FileSystemException file when file.getReason() != null -> file.getFile() + ": " + file.getReason();
            case EOFException _ -> "it ends in the middle of an entry";
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }
}
