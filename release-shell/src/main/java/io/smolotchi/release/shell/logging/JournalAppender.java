package io.smolotchi.release.shell.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes to systemd's journal in its native protocol, with the fields OPERATION, RELEASE and STEP from the logging context. */
final class JournalAppender extends AppenderBase<ILoggingEvent> {

    /** The journal drops what does not fit into its socket's buffer; longer messages would have to be passed as a sealed memory file. */
    private static final int LONGEST = 48 * 1024;

    private final DatagramSender journal;

    JournalAppender(Path socket) {
        this.journal = new DatagramSender(socket);
        setName("journal");
    }

    @Override
    protected void append(ILoggingEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("MESSAGE", shortened(Line.text(event)));
        fields.put("PRIORITY", priority(event.getLevel()));
        fields.put("SYSLOG_IDENTIFIER", "smolotchi-release");
        fields.put("LOGGER", event.getLoggerName());
        event.getMDCPropertyMap().forEach((key, value) -> {
            if (List.of("operation", "release", "step").contains(key) && !value.isEmpty()) {
                fields.put(key.toUpperCase(Locale.ROOT), value);
            }
        });
        if (!journal.send(JournalMessage.of(fields))) {
            addError("the journal did not take a message");
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n(cut)";
    }

    /** As in syslog(3). */
    static String priority(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return "3";
        }
        if (level.isGreaterOrEqual(Level.WARN)) {
            return "4";
        }
        return level.isGreaterOrEqual(Level.INFO) ? "6" : "7";
    }
}
