package io.smolotchi.release.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Tells the story on standard output. */
final class Teller {
    private static final int WIDTH = 78;

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final Look look;
    private volatile boolean silent;

    Teller(boolean colour) {
        this.look = new Look(colour);
    }

    void title(String text) {
        line("");
        line(look.styled("1", text));
    }

    void heading(int number, String text) {
        String begin = "── " + number + " · " + text + " ";
        line("");
        line(look.styled("1;36", begin + "─".repeat(Math.max(3, WIDTH - begin.length()))));
    }

    /** What happens and why, in the teller's own words. */
    void say(String text) {
        text.lines().forEach(this::line);
    }

    void command(String words) {
        line("");
        line(look.styled("1", "$ " + words));
    }

    /** A line that a program wrote. */
    void output(String text) {
        line("  " + look.ofLine(text));
    }

    /** Something that was checked and is so. */
    void met(String text) {
        line(look.styled("32", "✓ ") + text);
    }

    void failed(String text) {
        line("");
        line(look.styled("1;31", "✗ ") + text);
    }

    void took(Duration time) {
        line(look.styled("2", "  " + seconds(time)));
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
    }

    /** Says nothing more: whoever watched has turned away. */
    void fallSilent() {
        silent = true;
    }

    private void line(String text) {
        if (!silent) {
            out.println(text);
        }
    }
}
