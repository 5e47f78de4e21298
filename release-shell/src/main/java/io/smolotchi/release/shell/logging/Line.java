package io.smolotchi.release.shell.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line in the file or on standard error; what follows a line break is indented, so that nobody can forge a line. */
final class Line extends LayoutBase<ILoggingEvent> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSxxx", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    @Override
    public String doLayout(ILoggingEvent event) {
        return TIME.format(event.getInstant()) + " " + event.getLevel() + " " + fields(event.getMDCPropertyMap())
                + shortened(event.getLoggerName()) + ": " + text(event).replace("\n", "\n    ") + "\n";
    }

    /** The message with the stack trace. */
    static String text(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        String whole = event.getThrowableProxy() == null
                ? message
                : message + "\n"
                        + ThrowableProxyUtil.asString(event.getThrowableProxy()).stripTrailing();
        return Secrets.removed(whole);
    }

    private static String fields(Map<String, String> context) {
        return Stream.of("operation", "release", "step")
                .filter(key -> !context.getOrDefault(key, "").isEmpty())
                .map(key -> key + "=" + context.get(key) + " ")
                .collect(Collectors.joining());
    }

    private static String shortened(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
