package io.smolotchi.release.refusal;

import java.util.Collection;
import java.util.Optional;

/** The word that was probably meant: at most two letters (a third of a short word) away. */
public final class Closest {

    private Closest() {}

    public static Optional<String> to(String word, Collection<String> words) {
        int best = Math.max(1, Math.min(2, word.length() / 3)) + 1;
        String found = "";
        for (String candidate : words) {
            int distance = distance(word, candidate);
            if (distance < best) {
                best = distance;
                found = candidate;
            }
        }
        return found.isEmpty() ? prefixed(word, words) : Optional.of(found);
    }

    private static Optional<String> prefixed(String word, Collection<String> words) {
        return word.length() < 3
                ? Optional.empty()
                : words.stream().filter(candidate -> candidate.startsWith(word)).findFirst();
    }

    /** Insertions, deletions, replacements, and swaps of neighbours, one each. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] cost) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
