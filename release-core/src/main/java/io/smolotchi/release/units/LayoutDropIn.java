package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.Application.Directories;
import io.smolotchi.release.descriptor.Application.Units.Exec;
import io.smolotchi.release.descriptor.Layout;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the layout decides for a unit, whatever its text says: who runs what, with which code, and where it may write. */
final class LayoutDropIn {

    private final Application application;
    private final Placement placement;

    LayoutDropIn(Application application, Placement placement) {
        this.application = application;
        this.placement = placement;
    }

    /**
     * Empty for types that run nothing.
     *
     * @param builtIn whether the unit's text is ours, which leaves the command to the layout in any case
     */
    Optional<String> text(String unit, boolean builtIn) {
        if (unit.endsWith(".service")) {
            return Optional.of(service(unit, builtIn));
        }
        if (unit.endsWith(".socket")) {
            // Commands of a socket would run as root otherwise
            return Optional.of(heading() + "[Socket]\n" + account());
        }
        return Optional.empty();
    }

    private String service(String unit, boolean builtIn) {
        Directories directories = application.directories();
        StringBuilder text = new StringBuilder(heading()).append("[Service]\n").append(account());
        line(text, "WorkingDirectory", directories.state());
        variable(text, "PYTHONPATH", placement.code());
        variable(text, variablePrefix() + "_DB", directories.state() + "/events.db");
        if (unit.equals(application.unitPrefix() + "web.service")) {
            variable(text, variablePrefix() + "_WEB_BIND", application.web().bind());
            variable(
                    text,
                    variablePrefix() + "_WEB_PORT",
                    String.valueOf(application.web().port()));
            variable(text, variablePrefix() + "_WEB_SERVER", application.web().server());
        }
        command(unit, builtIn).ifPresent(command -> anew(text, "ExecStart", command));
        anew(text, "ReadWritePaths", directories.state() + " " + directories.runtime());
        line(text, "ReadOnlyPaths", "");
        if (placement.layout() != Layout.PROJECT) {
            line(text, "ReadOnlyPaths", placement.code());
        } else if (hiddenByProtectHome(placement.code())) {
            line(text, "ProtectHome", "read-only");
        }
        anew(text, "RuntimeDirectory", below("/run/", directories.runtime()));
        // Without it, the restart of one service would delete the directory under the others
        line(text, "RuntimeDirectoryPreserve", "yes");
        if (directories.state().startsWith("/var/lib/")) {
            anew(text, "StateDirectory", below("/var/lib/", directories.state()));
        }
        return text.toString();
    }

    private Optional<String> command(String unit, boolean builtIn) {
        boolean ours = builtIn || application.units().exec() == Exec.LAYOUT;
        return Optional.ofNullable(application.units().modules().get(unit))
                .filter(module -> ours)
                .map(module -> placement.interpreter() + " -m " + module);
    }

    private String heading() {
        return "# Written by smolotchi-release for the layout "
                + placement.layout().name().toLowerCase(Locale.ROOT)
                + " and replaced by it.\n# A drop-in of your own, with a name that sorts after this one, is left alone.\n";
    }

    private String account() {
        return "User=" + application.user() + "\nGroup=" + application.group() + "\n";
    }

    private String variablePrefix() {
        return application.name().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static boolean hiddenByProtectHome(String path) {
        return Stream.of("/home/", "/root/", "/run/user/").anyMatch((path + "/")::startsWith);
    }

    private static void variable(StringBuilder text, String name, String value) {
        line(text, "Environment", name + "=" + value);
    }

    /** Takes back what a list held before. */
    private static void anew(StringBuilder text, String key, String value) {
        line(text, key, "");
        line(text, key, value);
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append('=').append(value).append('\n');
    }

    private static String below(String parent, String path) {
        return path.substring(parent.length());
    }
}
