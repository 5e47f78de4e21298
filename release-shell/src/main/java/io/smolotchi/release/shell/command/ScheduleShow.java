package io.smolotchi.release.shell.command;

import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.output.ScheduleView;

/** {@code schedule status}. */
public final class ScheduleShow implements Verb {

    public static final String SUMMARY = "When the timer pruned last, and when it will next";

    @Override
    public Form form() {
        return Form.of("schedule status", Group.MACHINE, SUMMARY)
                .about("With the calendar that it was enabled with, and how the last prune ended.")
                .example("schedule status", "Whether anything is pruned by itself")
                .exits(3)
                .look();
    }

    @Override
    public Answer run(Session session) {
        return Answer.of(new ScheduleView(session.inquiries().schedule()));
    }
}
