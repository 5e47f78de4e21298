package io.smolotchi.release.shell.line;

import java.util.List;
import java.util.Optional;

/** All commands. */
public record Grammar(List<Form> forms) {

    public Grammar {
        forms = List.copyOf(forms);
    }

    public Optional<Form> named(String name) {
        return forms.stream().filter(form -> form.name().equals(name)).findFirst();
    }

    /** The command whose name is the longest beginning of the words. */
    Optional<Form> beginning(List<String> words) {
        for (int length = Math.min(2, words.size()); length > 0; length--) {
            Optional<Form> found = named(String.join(" ", words.subList(0, length)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Commands that need another word behind this one, such as {@code schedule}. */
    public List<Form> below(String firstWord) {
        return forms.stream()
                .filter(form -> form.name().startsWith(firstWord + " "))
                .toList();
    }

    public List<Form> shown() {
        return forms.stream().filter(form -> !form.hidden()).toList();
    }
}
