package io.smolotchi.release.shell.interactive;

import io.smolotchi.release.shell.line.Parser;
import io.smolotchi.release.shell.line.Words;
import java.util.List;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.ParsedInput;

/** Finds the command of a line and leaves all its other words as they are; their meaning is not Spring Shell's to decide. */
final class LineParser implements CommandParser {

    private final Parser parser;

    LineParser(Parser parser) {
        this.parser = parser;
    }

    @Override
    public ParsedInput parse(String input) {
        return parse(Words.of(input));
    }

    ParsedInput parse(List<String> words) {
        Parser.Located located = parser.locate(words);
        ParsedInput.Builder parsed = ParsedInput.builder()
                .commandName(
                        located.command().isEmpty() ? "" : located.command().getFirst());
        located.command().stream().skip(1).forEach(parsed::addSubCommand);
        int index = 0;
        for (String word : located.rest()) {
            parsed.addArgument(new CommandArgument(index++, word));
        }
        return parsed.build();
    }
}
