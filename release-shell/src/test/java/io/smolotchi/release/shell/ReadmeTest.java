package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows what the program prints: each of its blocks is a golden file. */
class ReadmeTest {

    private static final Path README = Path.of("../README.md");
    private static final Pattern BLOCK = Pattern.compile("    \\$ smolotchi-release (\\w+)\n(    .*\n)*");

    @Test
    void each_block_is_what_the_golden_file_says() throws IOException {
        String text = Files.readString(README);
        assertThat(BLOCK.matcher(text).results().map(block -> block.group(1))).contains("status", "list", "history");

        String golden = BLOCK.matcher(text).replaceAll(block -> Matcher.quoteReplacement(golden(block)));

        if (Golden.REGENERATE) {
            Files.writeString(README, golden);
        }
        assertThat(Files.readString(README)).isEqualTo(golden);
    }

    private static String golden(MatchResult block) {
        return Golden.read(block.group(1))
                .lines()
                .filter(line -> !line.startsWith("--- exit"))
                .map(line -> "    " + line + "\n")
                .reduce("", String::concat);
    }
}
