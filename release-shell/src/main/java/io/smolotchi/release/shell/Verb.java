package io.smolotchi.release.shell;

import io.smolotchi.release.shell.line.Form;

/** A command. It reads the values of its line, asks the core, and answers with a view; it prints nothing that is data itself. */
public interface Verb {

    Form form();

    /** @throws io.smolotchi.release.refusal.Refused when it can't be done; nothing was changed */
    Answer run(Session session);
}
