package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.DriftChoice;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.flow.Installation;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.line.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code install-systemd --project-dir DIR}. */
public final class InstallSystemd implements Verb {

    public static final String SUMMARY = "Stage a directory and activate it, with the host's settings";

    private static final List<String> SETTINGS =
            List.of("layout", "install-dir", "user", "python", "web-bind", "web-port", "web-server");

    @Override
    public Form form() {
        return Form.of("install-systemd", Group.RUN, SUMMARY)
                .about("""
                        Settings that are not given are carried forward from the last activation, or are the defaults.
                        A DIR that is a staged release, such as /opt/smolotchi/current, is not staged again: its units are rendered anew. When somebody wrote
                        into that release it is refused, and --adopt-changes makes a release VERSION+local.N of what is there now.
                        With --layout project nothing is staged: units run what lies in DIR, and no release is current until one is activated.""")
                .option(Option.valued("project-dir", "DIR", new Shape.Directory(), "The tree to install"))
                .option(
                        Option.valued(
                                "layout",
                                "L",
                                new Shape.Choice(List.of("prod", "project", "resolved")),
                                "Where units point: prod is the link /opt/smolotchi/current, resolved the release itself, project DIR, which is not staged then"))
                .option(
                        Option.valued(
                                "install-dir",
                                "DIR",
                                new Shape.AnyPath(),
                                "Where it is installed, which has to be where the settings say; directories.base there moves it"))
                .option(Option.valued("user", "NAME", new Shape.Text(), "The account that the services run as"))
                .option(Option.valued("python", "PATH", new Shape.AnyPath(), "The interpreter"))
                .option(Option.valued(
                        "web-bind", "ADDR", new Shape.Text(), "The address that the application's web UI binds"))
                .option(Option.valued("web-port", "N", new Shape.Count(1, 65_535), "Its port"))
                .option(Option.valued(
                        "web-server",
                        "S",
                        new Shape.Choice(List.of("auto", "flask", "gunicorn")),
                        "How it is served: auto, flask or gunicorn"))
                .option(Option.flag("with-display", "Install the display's unit as well"))
                .option(Option.flag(
                        "adopt-changes",
                        "Take what was written into the staged release DIR in as a release of its own"))
                .option(DriftOptions.OVERWRITE)
                .option(DriftOptions.KEEP)
                .example(
                        "install-systemd --project-dir ~/smolotchi --web-port 8081",
                        "Install a checkout, its web UI on port 8081")
                .exits(4)
                .change();
    }

    @Override
    public Answer run(Session session) {
        String dir = session.values()
                .option("project-dir")
                .orElseThrow(() -> new Refused(
                        Code.VALUE_MALFORMED,
                        "cannot run 'install-systemd': because --project-dir DIR is missing",
                        "smolotchi-release help install-systemd"));
        Optional<DriftChoice> drift = DriftOptions.of(session.values());
        if (session.values().option("layout").filter("project"::equals).isPresent()) {
            if (session.values().flag("adopt-changes")) {
                throw new Refused(
                        Code.VALUE_MALFORMED,
                        "cannot run 'install-systemd': because a working tree is not taken in, so --adopt-changes says nothing",
                        "smolotchi-release help install-systemd");
            }
            Map<String, String> settings = settings(session.values());
            settings.remove("layout");
            return new ChangeFlow(session)
                    .run(new Request.Project(GitOrLocal.local(dir).path(), settings, drift));
        }
        Installation installation = new Installation(session, settings(session.values()), drift);
        Optional<Version> staged = session.inquiries().releaseAt(Path.of(dir));
        boolean adopting = session.values().flag("adopt-changes");
        if (adopting && staged.isEmpty()) {
            throw new Refused(
                    Code.RELEASE_UNKNOWN,
                    "cannot adopt changes: because " + dir + " is no staged release",
                    "smolotchi-release install-systemd --project-dir " + dir);
        }
        return staged.map(version ->
                        adopting ? installation.adopt(GitOrLocal.local(dir), version) : installation.again(version))
                .orElseGet(() -> installation.run(GitOrLocal.local(dir)));
    }

    static Map<String, String> settings(Values values) {
        Map<String, String> settings = new TreeMap<>();
        SETTINGS.forEach(name -> values.option(name).ifPresent(value -> settings.put(name, value)));
        if (values.flag("with-display")) {
            settings.put("display", "true");
        }
        return settings;
    }
}
