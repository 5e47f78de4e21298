package io.smolotchi.release.web.pages;

import io.smolotchi.release.HistoryPages;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.HistoryFormat;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Writes rows of the history into an answer as they are read: the history of years does not have to fit into memory. */
@Component
public final class HistoryDownload {

    private static final int PAGE = 200;

    private final Inquiries inquiries;

    HistoryDownload(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    /** @throws Refused VALUE_MALFORMED, when there is no such format */
    public static HistoryFormat format(String word) {
        for (HistoryFormat format : HistoryFormat.values()) {
            if (word(format).equals(word)) {
                return format;
            }
        }
        throw new Refused(
                Code.VALUE_MALFORMED, "cannot write the history out: because its format is neither jsonl nor csv", "");
    }

    private static String word(HistoryFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    /** @param chosen its limit does not matter: all rows are written that it chooses */
    public void write(HistoryFilter chosen, HistoryFormat format, HttpServletResponse response) throws IOException {
        Iterator<Activation> rows = new HistoryPages(
                        inquiries,
                        HistoryFilter.newest(PAGE)
                                .ofVersion(chosen.version())
                                .ended(chosen.outcome())
                                .by(chosen.actor()))
                .iterator();
        response.setContentType(format.mediaType() + ";charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"history." + word(format) + "\"");
        try {
            write(rows, format, response);
        } catch (RuntimeException fault) {
            if (!response.isCommitted()) {
                response.reset();
                throw fault;
            }
            // no handler takes it, so that the server breaks the connection off: what ended properly would pass for
            // whole
            throw new IOException("cannot write the history to its end", fault);
        }
    }

    /** The answer is not closed: closing it is what tells that it is whole, and the server's part. */
    private static void write(Iterator<Activation> rows, HistoryFormat format, HttpServletResponse response)
            throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        if (format.header().isPresent()) {
            out.write(format.header().get() + "\n");
        }
        while (rows.hasNext()) {
            out.write(format.line(rows.next()) + "\n");
        }
        out.flush();
    }
}
