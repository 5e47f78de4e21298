package io.smolotchi.release.descriptor;

import io.smolotchi.release.descriptor.Application.Directories;
import io.smolotchi.release.descriptor.Application.Health;
import io.smolotchi.release.descriptor.Application.Python;
import io.smolotchi.release.descriptor.Application.Units;
import io.smolotchi.release.descriptor.Application.Web;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The options of {@code install-systemd} over the settings. */
final class Overrides {

    static final Set<String> NAMES = Set.of(
            "layout", "project-dir", "install-dir", "user", "python", "web-bind", "web-port", "web-server", "display");

    private final Map<String, String> given;
    private final List<Refusal> refusals = new ArrayList<>();

    private Overrides(Map<String, String> given) {
        this.given = new TreeMap<>(given);
    }

    static Application apply(Application base, Map<String, String> overrides) {
        return new Overrides(overrides).over(base);
    }

    private Application over(Application base) {
        given.keySet().stream()
                .filter(name -> !NAMES.contains(name))
                .forEach(name ->
                        refuse("there is no option '" + Form.printable(name) + "'" + Suggestion.among(NAMES, name)));
        String user = text("user", Form.SERVICE_ACCOUNT, base.user());
        // --user names one account: its group is the one of that name, unless the settings keep them apart.
        String group = base.group().equals(base.user()) ? user : base.group();
        Optional<String> python = given.containsKey("python")
                ? Optional.of(text("python", Form.PATH, ""))
                : base.python().interpreter();
        String bind = text("web-bind", Form.ADDRESS, base.web().bind());
        String server = text("web-server", Form.WEB_SERVER, base.web().server());
        int port = port(base.web().port());
        Layout layout = layout(base.layout());
        Optional<String> project =
                given.containsKey("project-dir") ? Optional.of(text("project-dir", Form.PATH, "")) : base.project();
        installDir(base.directories());
        boolean display = display(base.units().withDisplay());
        if (!refusals.isEmpty()) {
            throw new Refused(refusals);
        }
        Web web = new Web(bind, port, server);
        Units units = base.units();
        return new Application(
                base.name(),
                base.unitPrefix(),
                user,
                group,
                base.directories(),
                layout,
                project,
                web,
                new Python(python, base.python().compile()),
                new Units(units.install(), units.optional(), display, units.exec(), units.modules()),
                base.policy(),
                following(base, web),
                base.retention(),
                base.store());
    }

    private static Health following(Application base, Web web) {
        Health health = base.health();
        return health.checks().equals(List.of(Defaults.webCheck(base.web())))
                ? health.withChecks(List.of(Defaults.webCheck(web)))
                : health;
    }

    private String text(String name, Form form, String otherwise) {
        String value = given.get(name);
        if (value == null) {
            return otherwise;
        }
        form.problem(value).ifPresent(problem -> refuse("--" + name + ": " + problem));
        return value;
    }

    private Layout layout(Layout otherwise) {
        String value = given.get("layout");
        if (value == null) {
            return otherwise;
        }
        return switch (value) {
            case "prod" -> Layout.PROD;
            case "resolved" -> Layout.RESOLVED;
            case "project" -> Layout.PROJECT;
            default -> {
                refuse("--layout: '" + Form.printable(value) + "' is none of prod, project and resolved");
                yield otherwise;
            }
        };
    }

    /** Where releases lie is no matter of one activation: the others would lie elsewhere. */
    private void installDir(Directories directories) {
        String value = given.get("install-dir");
        if (value != null && !value.equals(directories.current()) && !value.equals(directories.base())) {
            refusals.add(Refusal.of(
                    Code.VALUE_MALFORMED,
                    "--install-dir: releases of this machine lie below " + directories.base() + ", not at '"
                            + Form.printable(value) + "'",
                    "name another place for all of them in /etc/smolotchi-release/release.yaml: directories.base"));
        }
    }

    private int port(int otherwise) {
        String value = given.get("web-port");
        if (value == null) {
            return otherwise;
        }
        if (value.matches("[1-9][0-9]{0,4}") && Integer.parseInt(value) <= 65_535) {
            return Integer.parseInt(value);
        }
        refuse("--web-port: '" + Form.printable(value) + "' is not a port from 1 to 65535");
        return otherwise;
    }

    private boolean display(boolean otherwise) {
        String value = given.get("display");
        if (value == null) {
            return otherwise;
        }
        if (!value.equals("true") && !value.equals("false")) {
            refuse("display: '" + Form.printable(value) + "' is neither true nor false");
        }
        return value.equals("true");
    }

    private void refuse(String what) {
        refusals.add(Refusal.of(Code.VALUE_MALFORMED, what, "smolotchi-release install-systemd --help"));
    }
}
