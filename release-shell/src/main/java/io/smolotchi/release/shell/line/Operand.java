package io.smolotchi.release.shell.line;

/**
 * A word that stands without a name.
 *
 * @param name as in the synopsis, upper case
 * @param repeated takes all the remaining words
 */
public record Operand(String name, Shape shape, boolean required, boolean repeated, String about) {

    public static Operand required(String name, Shape shape, String about) {
        return new Operand(name, shape, true, false, about);
    }

    public static Operand optional(String name, Shape shape, String about) {
        return new Operand(name, shape, false, false, about);
    }

    String synopsis() {
        String shown = repeated ? name + "..." : name;
        return required ? shown : "[" + shown + "]";
    }
}
