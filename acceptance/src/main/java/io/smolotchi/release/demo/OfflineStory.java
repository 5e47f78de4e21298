package io.smolotchi.release.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** As much of the main job as can be done where no service can be started. */
final class OfflineStory {
    private static final String GREEDY = "1.4.0";

    /** There is none below the other root, and one warning about it is enough. */
    private static final String NO_INTERPRETER = """
            python:
              compile: false
            """;

    private final Scene scene;
    private final Teller teller;
    private final OfflineMachine machine;
    private final MainJob job;
    private final Programs programs;

    private OfflineStory(Scene scene, OfflineMachine machine) {
        this.scene = scene;
        this.teller = scene.teller();
        this.machine = machine;
        this.job = new MainJob(scene, machine);
        this.programs = job.programs();
    }

    /** @param obstacle why no machine can be booted */
    static void tell(Scene scene, String obstacle, boolean wait) {
        try (OfflineMachine machine =
                scene.chapters().chapter("A folder in place of a machine", () -> root(scene, obstacle))) {
            OfflineStory story = new OfflineStory(scene, machine);
            try {
                Pages pages = story.chapters();
                story.job.leave(pages, wait);
            } catch (Unmet e) {
                scene.cleanUp().failureMayBeTheEnd();
                throw e;
            }
        }
    }

    private static OfflineMachine root(Scene scene, String obstacle) {
        scene.teller().say("""
                No machine with a systemd can be booted here: %s.
                So this is the story below another root. Releases are staged, units installed and enabled,
                links switched, but nothing is started and no health is watched. In place of a broken
                release that is undone by itself, you see one that is refused before anything happens.
                The whole story needs root, and a machine that systemd-nspawn can boot another on.""".formatted(obstacle));
        try {
            OfflineMachine machine =
                    new OfflineMachine(Files.createDirectory(scene.folder().resolve("root")), scene.versions());
            machine.lendAccount("smolotchi");
            new MainJob(scene, machine).settings(NO_INTERPRETER);
            return machine;
        } catch (IOException e) {
            throw new Unmet("cannot make a root", e);
        }
    }

    private Pages chapters() {
        Chapters chapters = scene.chapters();
        chapters.chapter("Four versions are staged", job::stage);
        chapters.chapter("1.0.0 is activated", () -> activate("1.0.0", "first release"));
        chapters.chapter("1.1.0 takes its place", () -> activate("1.1.0", "it has moods now"));
        chapters.chapter(GREEDY + " wants too much, and is refused", this::refused);
        chapters.chapter("Back to 1.0.0", this::rollback);
        chapters.chapter("What is no longer needed goes", job::prune);
        chapters.chapter("What happened", this::history);
        return chapters.chapter("The same in a browser", () -> job.pages("1.0.0"));
    }

    private void activate(String version, String reason) {
        programs.console("activate", version, "--yes", "--reason", reason)
                .expect(0)
                .says("unchecked");
        job.expectCurrent(version);
        Path unit = machine.outside("/etc/systemd/system/smolotchi-web.service");
        Unmet.unless(Files.isRegularFile(unit), "smolotchi-web.service is not installed");
        teller.met("its units are installed");
    }

    private void refused() {
        teller.say("""
                A copy of 1.1.0 whose web UI would run as root. A release that could make itself root is
                refused, unless the machine's settings allow it.""");
        Path tree = Samples.greedy(scene.versions(), "1.1.0", GREEDY);
        programs.console("stage", tree.toString(), "--yes").expect(0);
        programs.console("activate", GREEDY, "--yes").expect(3).says("root");
        teller.met("exit code 3: refused, nothing was changed");
        job.expectCurrent("1.1.0");
    }

    private void rollback() {
        programs.console("rollback", "--yes", "--reason", "the moods annoy people")
                .expect(0)
                .says("1.0.0");
        job.expectCurrent("1.0.0");
    }

    private void history() {
        programs.console("history").expect(0).says("1.1.0").says("rollback");
        programs.console("status").says("1.0.0");
        teller.met("the way there and back is in the history");
    }
}
