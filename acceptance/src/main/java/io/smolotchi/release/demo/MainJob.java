package io.smolotchi.release.demo;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The chapters that are the same wherever the story takes place. */
final class MainJob {
    private static final String SETTINGS = """
            retention:
              keep: 2
              minimum-age: 0s
              keep-failed: 0
            health:
              steady: 5s
              deadline: 20s
            """;

    private final Scene scene;
    private final Machine machine;
    private final Programs programs;

    MainJob(Scene scene, Machine machine) {
        this.scene = scene;
        this.machine = machine;
        this.programs = scene.programsOf(machine);
    }

    Programs programs() {
        return programs;
    }

    /** So that there is something to prune, and a broken release is known as such sooner. */
    void settings(String more) {
        String text = SETTINGS + more;
        Folder.write(machine.outside("/etc/smolotchi-release/release.yaml"), text);
        scene.teller().say("\n/etc/smolotchi-release/release.yaml there says, to make this a short story:");
        text.lines().forEach(scene.teller()::output);
    }

    void stage() {
        scene.teller().say("""
                A release is staged once, from a folder or an archive, and never written to again.
                Nothing that runs notices.""");
        programs.console("stage", machine.versions().resolve("smolotchi-1.0.0").toString(), "--yes")
                .expect(0);
        for (String version : List.of("1.1.0", "1.2.0", "1.3.0")) {
            programs.console(
                            "stage",
                            machine.versions()
                                    .resolve("smolotchi-" + version + ".tar.gz")
                                    .toString(),
                            "--yes")
                    .expect(0);
        }
        programs.console("list")
                .expect(0)
                .says("1.0.0")
                .says("1.1.0")
                .says("1.2.0")
                .says("1.3.0");
        Unmet.unless(!Files.exists(machine.outside("/opt/smolotchi/current")), "staging has made something current");
        scene.teller().met("four releases are staged, none is current");
    }

    /** Where the machine's link points. */
    void expectCurrent(String version) {
        Path link = machine.outside("/opt/smolotchi/current");
        try {
            String target = Files.readSymbolicLink(link).toString();
            Unmet.unless(target.equals("releases/" + version), link + " points to " + target + ", not to " + version);
        } catch (java.io.IOException e) {
            throw new Unmet(link + " is not a link", e);
        }
        scene.teller().met("/opt/smolotchi/current is " + version);
    }

    void prune() {
        scene.teller().say("""
                Two releases that were live are kept, and whatever the machine needs or would need to go
                back. The plan says why for each release, and what deleting it would free.""");
        programs.console("prune", "--dry-run").expect(0).says("1.3.0");
        expectStaged("1.3.0", true);
        programs.console("prune", "--yes", "--reason", "tidy up").expect(0);
        expectStaged("1.0.0", true);
        expectStaged("1.1.0", true);
        expectStaged("1.2.0", false);
        expectStaged("1.3.0", false);
        scene.teller().met("1.0.0 and 1.1.0 are kept, the others are gone");
    }

    private void expectStaged(String version, boolean staged) {
        boolean there = Files.isDirectory(machine.outside("/opt/smolotchi/releases/" + version));
        Unmet.unless(there == staged, version + (there ? " is still there" : " is gone"));
    }

    /** @return the web UI, for whoever wants to look at it */
    Pages pages(String version) {
        scene.teller().say("""
                The web UI sees the same releases and goes through the same front door.
                An account is made on the machine itself, with a password from standard input.""");
        Pages pages = Pages.open(machine, programs, scene.folder());
        URI address = pages.address();
        scene.teller().met("the login page answers at " + address);
        String now = pages.login().tryAt(address);
        Unmet.unless(now.contains(version), "the page behind the login does not name " + version);
        scene.teller().met("the login works, and the page behind it names " + version);
        return pages;
    }

    /** Ends by itself, or with Ctrl-C. */
    void leave(Pages pages, boolean wait) {
        scene.chapters().summary();
        if (wait) {
            scene.teller().title("Now it is yours");
            scene.teller().say("");
            scene.teller()
                    .output(pages.address() + "   login " + pages.login().name() + ", password "
                            + pages.login().password());
            scene.teller().say("\nCtrl-C ends the demo and removes everything that was made for it.");
            pages.awaitEnd();
        }
        pages.close();
    }
}
