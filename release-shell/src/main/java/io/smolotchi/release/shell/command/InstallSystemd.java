package io.smolotchi.release.shell.command;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.Installation;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.line.Values;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code install-systemd --project-dir DIR}. */
public final class InstallSystemd implements Verb {

    public static final String SUMMARY = "Stage a directory and activate it, with the host's settings";

    private static final List<String> SETTINGS = List.of("user", "python", "web-bind", "web-port", "web-server");

    @Override
    public Form form() {
        return Form.of("install-systemd", Group.RUN, SUMMARY)
                .about("Settings that are not given are carried forward from the last activation, or are the defaults.")
                .option(Option.valued("project-dir", "DIR", new Shape.Directory(), "The tree to install"))
                .option(Option.valued(
                        "layout",
                        "L",
                        new Shape.Choice(List.of("prod")),
                        "Where units point: prod, which is the link /opt/smolotchi/current"))
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
                .example(
                        "install-systemd --project-dir ~/smolotchi --web-port 8081",
                        "Install a checkout, its web UI on port 8081")
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
        return new Installation(session).run(GitOrLocal.local(dir), settings(session.values()));
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
