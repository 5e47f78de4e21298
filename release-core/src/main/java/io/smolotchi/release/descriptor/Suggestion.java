package io.smolotchi.release.descriptor;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;

/** What somebody may have meant. */
final class Suggestion {

    private static final int FAR = 2;

    private Suggestion() {}

    /** {@code " (did you mean 'health'?)"}, or nothing when no word is near. */
    static String among(Collection<String> words, String written) {
        return words.stream()
                .filter(word -> distance(word, written) <= Math.min(FAR, word.length() - 1))
                .min(Comparator.comparingInt((String word) -> distance(word, written))
                        .thenComparing(Comparator.naturalOrder()))
                .map(word -> " (did you mean '" + word + "'?)")
                .orElse("");
    }

    /** Levenshtein's, given up beyond {@link #FAR} when the lengths alone are too far apart. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > FAR) {
            return FAR + 1;
        }
        int[] above = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
