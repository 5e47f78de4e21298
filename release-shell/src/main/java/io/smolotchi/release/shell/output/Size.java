package io.smolotchi.release.shell.output;

import java.util.Locale;

/** Bytes as people read them, in powers of 1,000. */
public final class Size {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Size() {}

    public static String of(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (Math.abs(amount) >= 999.5 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        String pattern = unit == 0 || amount >= 99.95 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, pattern, amount, UNITS[unit]);
    }
}
