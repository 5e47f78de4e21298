package io.smolotchi.release.shell;

import io.smolotchi.release.shell.line.Grammar;
import java.util.List;

/** All commands, in the order of the overview. */
public final class Verbs {

    private final List<Verb> verbs;
    private final Grammar grammar;

    public Verbs(List<Verb> verbs) {
        this.verbs = List.copyOf(verbs);
        this.grammar = new Grammar(verbs.stream().map(Verb::form).toList());
    }

    public Grammar grammar() {
        return grammar;
    }

    /** @throws java.util.NoSuchElementException when the grammar has no such command */
    Verb named(String name) {
        return verbs.stream()
                .filter(verb -> verb.form().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
