package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.Event;
import java.util.Locale;

/**
 * An event as a line.
 *
 * @param type in the words of the catalog
 */
public record LogLine(long id, String type, String step, String text, Moment at) {

    static LogLine of(Event event, Show show) {
        return new LogLine(event.id(), word(event.type()), event.step(), event.text(), show.moment(event.at()));
    }

    static String word(Event.Type type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
