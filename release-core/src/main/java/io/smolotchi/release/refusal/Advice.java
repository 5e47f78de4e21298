package io.smolotchi.release.refusal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines to type, completed for a machine's root: without {@code --root} such a line would act on the machine that it is typed on. Rooms write it for the
 * running machine, {@code smolotchi-release COMMAND}; whoever shows it completes it, because what is kept in a catalog is read from other roots too.
 *
 * @param root as a person would give it
 */
public record Advice(String root) {

    private static final String PROGRAM = "smolotchi-release";

    /** The program's name and a command behind it; its name alone, or as part of another one, is no line to type. */
    private static final Pattern LINE = Pattern.compile("(?<![\\w./-])" + PROGRAM + " (?=[a-z])");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@%+=:,-]+");

    /** For the machine that runs. */
    public static Advice here() {
        return new Advice("/");
    }

    /** @param command with its words */
    public String line(String command) {
        return program() + command;
    }

    /** The text with every line to type in it completed. */
    public String in(String text) {
        return LINE.matcher(text).replaceAll(Matcher.quoteReplacement(program()));
    }

    public Refusal in(Refusal refusal) {
        return new Refusal(refusal.code(), in(refusal.what()), in(refusal.remedy()));
    }

    public List<Refusal> in(List<Refusal> refusals) {
        return refusals.stream().map(this::in).toList();
    }

    private String program() {
        return root.equals("/") ? PROGRAM + " " : PROGRAM + " --root " + quoted(root) + " ";
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
