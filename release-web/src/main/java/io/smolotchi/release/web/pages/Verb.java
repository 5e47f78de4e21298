package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A request as the address of its review: the word of the command line and its options. Only what can be written here can be asked from a page; a path on
 * this machine can't.
 *
 * @param parameters in order
 */
public record Verb(String word, Map<String, String> parameters) {

    private static final String WITH_STATE = "with-state";
    private static final int MOST_KEPT = 1_000;
    private static final int LONGEST_CALENDAR = 200;

    /**
     * The request that the address names.
     *
     * @throws Refused when the word or a value is malformed; all values that are not known are ignored
     */
    public static Request parse(String word, Map<String, String> values) {
        return switch (word) {
            case "stage" ->
                new Request.Stage(upload(values), optional(values, "version").map(Version::of));
            case "activate" -> new Request.Activate(version(values), values.containsKey("force"), Map.of());
            case "rollback" ->
                new Request.Rollback(
                        optional(values, "to").map(Version::of),
                        Optional.empty(),
                        Optional.empty(),
                        values.containsKey("keep-good"),
                        values.containsKey(WITH_STATE),
                        Optional.empty());
            case "redo" -> new Request.Redo(values.containsKey(WITH_STATE), Optional.empty());
            case "prune" -> new Request.Prune(optional(values, "keep").map(Verb::kept), false);
            case "schedule" -> new Request.Schedule(Optional.of(calendar(values)));
            case "unschedule" -> new Request.Schedule(Optional.empty());
            case "pin" -> new Request.Marking(version(values), Mark.Kind.PINNED, true);
            case "unpin" -> new Request.Marking(version(values), Mark.Kind.PINNED, false);
            case "mark-bad" -> new Request.Marking(version(values), Mark.Kind.BAD, true);
            case "mark-good" -> new Request.Marking(version(values), Mark.Kind.BAD, false);
            case "mend" -> new Request.Mend();
            case "mask" -> new Request.Masking(unit(values), true);
            case "unmask" -> new Request.Masking(unit(values), false);
            case "recover" -> new Request.Recover(values.containsKey("stranded"), values.containsKey("leave"));
            default -> throw malformed("there is no such change: '" + word + "'");
        };
    }

    /** The address of its review. */
    String href() {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/review/" + word);
        parameters.forEach(address::queryParam);
        return address.encode().toUriString().replace("+", "%2B");
    }

    /** Empty for a request that no page can ask. */
    public static Optional<Verb> of(Request request) {
        Map<String, String> values = new LinkedHashMap<>();
        return switch (request) {
            case Request.Stage(Source.Upload(String id), Optional<Version> version) -> {
                values.put("upload", id);
                version.ifPresent(given -> values.put("version", given.value()));
                yield Optional.of(new Verb("stage", values));
            }
            case Request.Activate(Version version, boolean force, Map<String, String> settings, var drift)
            when settings.isEmpty() && drift.isEmpty() -> {
                values.put("version", version.value());
                if (force) {
                    values.put("force", "true");
                }
                yield Optional.of(new Verb("activate", values));
            }
            case Request.Rollback rollback
            when rollback.steps().isEmpty()
                    && rollback.before().isEmpty()
                    && rollback.drift().isEmpty() -> {
                rollback.to().ifPresent(to -> values.put("to", to.value()));
                if (rollback.keepGood()) {
                    values.put("keep-good", "true");
                }
                if (rollback.withState()) {
                    values.put(WITH_STATE, "true");
                }
                yield Optional.of(new Verb("rollback", values));
            }
            case Request.Redo redo
            when redo.drift().isEmpty() -> {
                if (redo.withState()) {
                    values.put(WITH_STATE, "true");
                }
                yield Optional.of(new Verb("redo", values));
            }
            case Request.Prune prune -> {
                prune.keep().ifPresent(keep -> values.put("keep", keep.toString()));
                yield Optional.of(new Verb("prune", values));
            }
            case Request.Schedule schedule -> {
                schedule.calendar().ifPresent(calendar -> values.put("calendar", calendar));
                yield Optional.of(new Verb(schedule.calendar().isPresent() ? "schedule" : "unschedule", values));
            }
            case Request.Marking marking -> {
                values.put("version", marking.version().value());
                yield marking(marking).map(word -> new Verb(word, values));
            }
            case Request.Mend _ -> Optional.of(new Verb("mend", values));
            case Request.Masking masking -> {
                values.put("unit", masking.unit());
                yield Optional.of(new Verb(masking.set() ? "mask" : "unmask", values));
            }
            case Request.Recover recover -> {
                if (recover.stranded()) {
                    values.put("stranded", "true");
                }
                if (recover.leave()) {
                    values.put("leave", "true");
                }
                yield Optional.of(new Verb("recover", values));
            }
            default -> Optional.empty();
        };
    }

    private static Optional<String> marking(Request.Marking marking) {
        return switch (marking.mark()) {
            case PINNED -> Optional.of(marking.set() ? "pin" : "unpin");
            case BAD -> Optional.of(marking.set() ? "mark-bad" : "mark-good");
            case ROLLED_BACK_FROM -> Optional.empty();
        };
    }

    private static Version version(Map<String, String> values) {
        return Version.of(values.getOrDefault("version", ""));
    }

    private static Source upload(Map<String, String> values) {
        String id = values.getOrDefault("upload", "");
        if (!Source.Upload.isId(id)) {
            throw malformed("no upload has such an id");
        }
        return new Source.Upload(id);
    }

    private static String unit(Map<String, String> values) {
        return optional(values, "unit").orElseThrow(() -> malformed("the name of a unit is missing"));
    }

    private static Optional<String> optional(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static int kept(String text) {
        try {
            int kept = Integer.parseInt(text);
            if (kept >= 1 && kept <= MOST_KEPT) {
                return kept;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw malformed("the number of releases to keep must be 1 to " + MOST_KEPT);
    }

    private static String calendar(Map<String, String> values) {
        String calendar = optional(values, "calendar").orElse("");
        if (calendar.isEmpty()
                || calendar.length() > LONGEST_CALENDAR
                || calendar.chars().anyMatch(Character::isISOControl)) {
            throw malformed("a schedule needs a calendar expression such as 'daily' or 'Sun 04:00'");
        }
        return calendar;
    }

    private static Refused malformed(String why) {
        return new Refused(Code.VALUE_MALFORMED, "cannot show the review: " + why, "");
    }
}
