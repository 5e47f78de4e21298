package io.smolotchi.release.shell.line;

import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Reason;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Closest;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What form a value has: decides whether it is accepted, and what completion offers. */
public sealed interface Shape {

    /** Why the text is not such a value; {@code called} is how the line names it, such as {@code --keep N}. */
    Optional<Refusal> problem(String called, String text);

    record Text() implements Shape {
        @Override
        public Optional<Refusal> problem(String called, String text) {
            return text.isBlank() ? malformed(called, text, "it is empty") : Optional.empty();
        }
    }

    /** Why something is asked. */
    record Why() implements Shape {
        @Override
        public Optional<Refusal> problem(String called, String text) {
            return new Text().problem(called, text).or(() -> Reason.problem(text));
        }
    }

    /** A path that may or may not exist; whoever uses it says what is wrong with it. */
    record AnyPath() implements Shape {
        @Override
        public Optional<Refusal> problem(String called, String text) {
            try {
                boolean empty = Path.of(text).toString().isEmpty();
                return empty ? malformed(called, text, "it is empty") : Optional.empty();
            } catch (InvalidPathException e) {
                return malformed(called, text, "it is not a path");
            }
        }
    }

    record Directory() implements Shape {
        @Override
        public Optional<Refusal> problem(String called, String text) {
            return new AnyPath().problem(called, text).or(() -> {
                boolean there = Files.isDirectory(Path.of(text));
                return there ? Optional.empty() : malformed(called, text, "there is no such directory");
            });
        }
    }

    record VersionName() implements Shape {
        @Override
        public Optional<Refusal> problem(String called, String text) {
            try {
                Version.of(text);
                return Optional.empty();
            } catch (Refused refused) {
                return Optional.of(refused.refusals().getFirst());
            }
        }
    }

    /** {@code @17}. */
    record OperationName() implements Shape {
        @Override
        public Optional<Refusal> problem(String called, String text) {
            return operation(text).isPresent()
                    ? Optional.empty()
                    : malformed(called, text, "an operation is written @N, such as @17");
        }
    }

    record VersionOrOperation() implements Shape {
        @Override
        public Optional<Refusal> problem(String called, String text) {
            return text.startsWith("@")
                    ? new OperationName().problem(called, text)
                    : new VersionName().problem(called, text);
        }
    }

    record Count(int from, int to) implements Shape {
        @Override
        public Optional<Refusal> problem(String called, String text) {
            String range = "it is not a number from " + from + " to " + to;
            if (!text.matches("[0-9]{1,9}")) {
                return malformed(called, text, range);
            }
            int number = Integer.parseInt(text);
            return number < from || number > to ? malformed(called, text, range) : Optional.empty();
        }
    }

    record Choice(List<String> words) implements Shape {
        @Override
        public Optional<Refusal> problem(String called, String text) {
            return words.contains(text)
                    ? Optional.empty()
                    : malformed(called, text, "it must be one of: " + String.join(", ", words));
        }
    }

    /** A moment, see {@link Moments}. */
    record Moment() implements Shape {
        @Override
        public Optional<Refusal> problem(String called, String text) {
            return Moments.parse(text, Clock.systemUTC().instant(), ZoneId.systemDefault())
                            .isPresent()
                    ? Optional.empty()
                    : malformed(called, text, "it is not a time: " + Moments.FORMS);
        }
    }

    /** See {@link Spans}. */
    record HowLong() implements Shape {
        @Override
        public Optional<Refusal> problem(String called, String text) {
            return Spans.parse(text).isPresent()
                    ? Optional.empty()
                    : malformed(called, text, "it is not a duration: " + Spans.FORMS);
        }
    }

    /** A code of the message catalogue, in either case. */
    record CodeName() implements Shape {
        @Override
        public Optional<Refusal> problem(String called, String text) {
            if (code(text).isPresent()) {
                return Optional.empty();
            }
            List<String> names = codes();
            String hint = Closest.to(text.toUpperCase(Locale.ROOT), names)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("codes are shown in brackets behind a refusal");
            return malformed(called, text, "there is no such code; " + hint);
        }
    }

    /** Words of a command, for {@code help}. */
    record CommandName() implements Shape {
        @Override
        public Optional<Refusal> problem(String called, String text) {
            return Optional.empty();
        }
    }

    static Optional<OperationId> operation(String text) {
        return text.matches("@[0-9]{1,15}") && Long.parseLong(text.substring(1)) > 0
                ? Optional.of(new OperationId(Long.parseLong(text.substring(1))))
                : Optional.empty();
    }

    static Optional<Code> code(String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return List.of(Code.values()).stream()
                .filter(code -> code.name().equals(name))
                .findFirst();
    }

    static List<String> codes() {
        return List.of(Code.values()).stream().map(Code::name).toList();
    }

    private static Optional<Refusal> malformed(String called, String text, String why) {
        return Optional.of(
                Refusal.of(Code.VALUE_MALFORMED, "cannot use '" + Shown.of(text) + "' as " + called + ": " + why));
    }
}
