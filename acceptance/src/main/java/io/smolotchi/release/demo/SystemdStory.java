package io.smolotchi.release.demo;

import io.smolotchi.release.testhost.HttpAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The whole main job, on a machine with a real systemd. */
final class SystemdStory {
    private static final String APPLICATION = "http://127.0.0.1:8080/";
    private static final String UNITS = "/etc/systemd/system";

    private final Scene scene;
    private final Teller teller;
    private final SystemdMachine machine;
    private final MainJob job;
    private final Programs programs;

    private SystemdStory(Scene scene, SystemdMachine machine) {
        this.scene = scene;
        this.teller = scene.teller();
        this.machine = machine;
        this.job = new MainJob(scene, machine);
        this.programs = job.programs();
    }

    static void tell(Scene scene, boolean wait) {
        try (SystemdMachine machine = scene.chapters().chapter("A machine of its own", () -> boot(scene))) {
            SystemdStory story = new SystemdStory(scene, machine);
            try {
                Pages pages = story.chapters();
                story.job.leave(pages, wait);
            } catch (Unmet e) {
                scene.cleanUp().failureMayBeTheEnd();
                throw e;
            }
        }
    }

    private static SystemdMachine boot(Scene scene) {
        scene.teller().say("""
                A disposable machine with a real systemd and a network of its own: what happens there
                leaves no trace here.""");
        SystemdMachine machine = SystemdMachine.boot(scene.versions(), scene.cleanUp());
        try {
            MainJob job = new MainJob(scene, machine);
            job.programs().run("systemctl", "is-system-running");
            job.settings("");
            return machine;
        } catch (RuntimeException e) {
            machine.close();
            throw e;
        }
    }

    private Pages chapters() {
        Chapters chapters = scene.chapters();
        chapters.chapter("Four versions are staged", job::stage);
        chapters.chapter("1.0.0 goes live", this::first);
        chapters.chapter("1.1.0 takes its place", this::second);
        chapters.chapter("1.2.0 is broken, and is undone by itself", this::broken);
        chapters.chapter("Back to 1.0.0 all the same", this::rollback);
        chapters.chapter("What is no longer needed goes", job::prune);
        chapters.chapter("What happened", this::history);
        return chapters.chapter("The same in a browser", () -> job.pages("1.0.0"));
    }

    private void first() {
        teller.say("""
                Activating installs the units, points /opt/smolotchi/current at the release, starts the
                services and watches them until they are known to be well.""");
        programs.console("activate", "1.0.0", "--yes", "--reason", "first release")
                .expect(0);
        expectLive("1.0.0");
    }

    private void second() {
        programs.console("activate", "1.1.0", "--yes", "--reason", "it has moods now")
                .expect(0);
        expectLive("1.1.0");
    }

    private void broken() {
        teller.say("""
                The web UI of 1.2.0 starts, stays active and answers every request with 500. systemd
                sees nothing wrong; the health check does.""");
        List<String> before = units();
        programs.console("activate", "1.2.0", "--yes", "--reason", "what could go wrong")
                .expect(4);
        teller.met("exit code 4: failed, and the state before was put back");
        expectLive("1.1.0");
        Unmet.unless(units().equals(before), "the units are not what they were before");
        teller.met("the units are byte for byte what they were");
    }

    private void rollback() {
        teller.say("""
                A rollback takes the way that the machine came, and says why it chooses what it chooses.""");
        programs.console("rollback", "--yes", "--reason", "the moods annoy people")
                .expect(0)
                .says("1.0.0");
        expectLive("1.0.0");
    }

    private void history() {
        programs.console("history").expect(0).says("1.2.0").says("rolled back").says("rollback");
        programs.console("status").expect(0).says("1.0.0");
        teller.met("the failed attempt is in the history, and 1.0.0 runs");
    }

    private void expectLive(String version) {
        job.expectCurrent(version);
        HttpAnswer answer = machine.host().httpGet(APPLICATION);
        Unmet.unless(
                answer.status() == 200 && answer.body().contains("<b id=\"version\">" + version + "</b>"),
                APPLICATION + " does not answer as " + version + " but with " + answer.status() + ":\n"
                        + answer.body());
        teller.met(APPLICATION + " answers as " + version);
    }

    /** Name and content of every unit file. */
    private List<String> units() {
        Path folder = machine.outside(UNITS);
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> folder.relativize(file) + "\n" + Folder.read(file))
                    .toList();
        } catch (java.io.IOException e) {
            throw new Unmet("cannot read " + folder, e);
        }
    }
}
