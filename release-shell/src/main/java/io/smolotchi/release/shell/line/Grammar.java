package io.smolotchi.release.shell.line;

import io.smolotchi.release.refusal.Closest;
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
        return shown().stream()
                .filter(form -> form.name().startsWith(firstWord + " "))
                .toList();
    }

    /**
     * The command that was probably meant.
     *
     * @param second the word behind the first one, if there is one; it counts where the first one is the beginning of commands of two words
     */
    Optional<String> meant(String first, Optional<String> second) {
        List<String> firsts = shown().stream()
                .map(form -> form.name().split(" ", 2)[0])
                .distinct()
                .toList();
        Optional<String> near = firsts.contains(first) ? Optional.of(first) : Closest.to(first, firsts);
        return near.flatMap(word -> below(word).isEmpty()
                ? Optional.of(word)
                : second.flatMap(next -> Closest.to(next, secondWords(word)))
                        .map(next -> word + " " + next)
                        .or(() -> Optional.of(word).filter(it -> !it.equals(first))));
    }

    private List<String> secondWords(String first) {
        return below(first).stream()
                .map(form -> form.name().substring(first.length() + 1))
                .toList();
    }

    public List<Form> shown() {
        return forms.stream().filter(form -> !form.hidden()).toList();
    }
}
