package io.smolotchi.release.shell.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Sets the loggers up in code, when the first of them is made: reading XML would cost every command a tenth of a second. */
public final class LogConfiguration extends ContextAwareBase implements Configurator {

    private static final int DAYS_KEPT = 14;
    private static final FileSize BYTES_KEPT = FileSize.valueOf("10MB");

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        Destination destination = Destination.chosen();
        loggers.getLogger("ROOT").setLevel(Level.WARN);
        loggers.getLogger("io.smolotchi").setLevel(destination.debug() ? Level.DEBUG : Level.INFO);
        if (destination.debug()) {
            add(loggers, standardError(loggers));
        }
        if (destination.journal()) {
            add(loggers, new JournalAppender(Destination.JOURNAL));
        } else {
            destination
                    .directory()
                    .filter(LogConfiguration::writable)
                    .ifPresent(directory -> add(loggers, file(loggers, directory)));
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void add(LoggerContext loggers, Appender<ILoggingEvent> appender) {
        appender.setContext(loggers);
        appender.start();
        loggers.getLogger("ROOT").addAppender(appender);
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext loggers) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder(loggers));
        return appender;
    }

    /** Prudent: several processes write to the same file at a time. A file a day is the only rotation that allows it. */
    private static RollingFileAppender<ILoggingEvent> file(LoggerContext loggers, Path directory) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(loggers);
        appender.setName("file");
        appender.setPrudent(true);
        appender.setEncoder(encoder(loggers));
        TimeBasedRollingPolicy<ILoggingEvent> policy = new TimeBasedRollingPolicy<>();
        policy.setContext(loggers);
        policy.setParent(appender);
        policy.setFileNamePattern(directory + "/smolotchi-release.%d{yyyy-MM-dd}.log");
        policy.setMaxHistory(DAYS_KEPT);
        policy.setTotalSizeCap(BYTES_KEPT);
        policy.start();
        appender.setRollingPolicy(policy);
        return appender;
    }

    private static LayoutWrappingEncoder<ILoggingEvent> encoder(LoggerContext loggers) {
        Line line = new Line();
        line.setContext(loggers);
        line.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(loggers);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(line);
        encoder.start();
        return encoder;
    }

    /** Makes the directory where its parent is there: the log of a machine must not create the machine. */
    private static boolean writable(Path directory) {
        try {
            Path parent = directory.resolveSibling("");
            if (!Files.isDirectory(directory) && Files.isWritable(parent)) {
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
            }
        } catch (IOException e) {
            return false;
        }
        return Files.isDirectory(directory) && Files.isWritable(directory);
    }
}
