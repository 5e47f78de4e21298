package io.smolotchi.release.shell.line;

import java.util.Optional;

/**
 * An option.
 *
 * @param name without the two hyphens
 * @param letter of the short form; empty when it has none
 * @param value how the synopsis calls its value; empty when it takes none
 */
public record Option(String name, Optional<Character> letter, Optional<String> value, Shape shape, String about) {

    public static Option flag(String name, String about) {
        return new Option(name, Optional.empty(), Optional.empty(), new Shape.Text(), about);
    }

    public static Option valued(String name, String value, Shape shape, String about) {
        return new Option(name, Optional.empty(), Optional.of(value), shape, about);
    }

    public Option or(char letter) {
        return new Option(name, Optional.of(letter), value, shape, about);
    }

    /** Such as {@code --keep N}. */
    public String shown() {
        return "--" + name + value.map(v -> " " + v).orElse("");
    }
}
