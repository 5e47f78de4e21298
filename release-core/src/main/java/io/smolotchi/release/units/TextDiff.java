package io.smolotchi.release.units;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** The unified diff of two texts, without a header. */
public final class TextDiff {

    private static final int CONTEXT = 3;
    private static final int HEADER_LINES = 2;

    private TextDiff() {}

    /** Lines with their marks, and three of context around them; empty when the texts are the same. */
    public static String unified(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                "before", "after", old, DiffUtils.diff(old, after.lines().toList()), CONTEXT);
        return String.join("\n", lines.subList(Math.min(HEADER_LINES, lines.size()), lines.size()));
    }
}
