package io.smolotchi.release.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A tree of made-up files, the same at each run.
 *
 * @param files in the whole tree
 * @param bytes of all files together, about
 * @param python whether they are Python modules, whose bytecode is compiled when they are staged
 */
record TreeSpec(String name, int files, long bytes, boolean python) {

    private static final int IN_A_DIRECTORY = 25;
    private static final int CHANGED = 10;

    static final TreeSpec SMALL = new TreeSpec("253 small files", 253, 1_700_000, false);
    static final TreeSpec PYTHON = new TreeSpec("253 Python modules", 253, 1_700_000, true);
    static final TreeSpec MEDIUM = new TreeSpec("3,200 files, 43 MB", 3_200, 43_000_000, false);
    static final TreeSpec LARGE = new TreeSpec("50,000 files, 200 MB", 50_000, 200_000_000, false);

    /** A round of the largest tree takes minutes. */
    int rounds(int usual) {
        return files < LARGE.files ? usual : Math.min(usual, 3);
    }

    /** Writes the tree, or the one that comes after it: the same but for ten files. */
    void write(Path directory, boolean next) throws IOException {
        Random lengths = new Random(files);
        for (int index = 0; index < files; index++) {
            Path file = file(directory, index);
            Files.createDirectories(file.getParent());
            int length = (int) (bytes / files / 2 + lengths.nextLong(bytes / files));
            boolean differs = next && index % Math.max(1, files / CHANGED) == 0 && index / (files / CHANGED) < CHANGED;
            Files.writeString(file, content(index, length, differs), StandardCharsets.US_ASCII);
        }
    }

    private Path file(Path directory, int index) {
        if (index == 0) {
            // An archive whose files all lie in one folder would be staged without that folder.
            return directory.resolve("README");
        }
        int folder = index / IN_A_DIRECTORY;
        return directory
                .resolve("part" + folder / IN_A_DIRECTORY)
                .resolve("package" + folder)
                .resolve("module_" + index + (python ? ".py" : ".txt"));
    }

    private String content(int index, int length, boolean differs) {
        Random words = new Random(index + (differs ? 1_000_000L : 0));
        StringBuilder text = new StringBuilder(length + 80);
        for (int line = 0; text.length() < length; line++) {
            text.append("value_")
                    .append(line)
                    .append(" = 0x")
                    .append(Long.toHexString(words.nextLong() & Long.MAX_VALUE))
                    .append("  # of module ")
                    .append(index)
                    .append('\n');
        }
        return text.toString();
    }
}
