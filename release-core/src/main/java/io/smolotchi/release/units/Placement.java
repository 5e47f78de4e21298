package io.smolotchi.release.units;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.Form;
import io.smolotchi.release.descriptor.Layout;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;

/**
 * Where units find the code.
 *
 * @param code absolute on the machine: the link, a release's own path, or a working tree
 * @param interpreter absolute on the machine, as it stands in {@code ExecStart=}
 */
public record Placement(Layout layout, String code, String interpreter) {

    /** @throws Refused when a path holds a character that has a meaning in a unit file */
    public Placement {
        requirePath(code);
        requirePath(interpreter);
    }

    public static Placement prod(Application application, String interpreter) {
        return new Placement(Layout.PROD, application.directories().current(), interpreter);
    }

    public static Placement resolved(Application application, Version version, String interpreter) {
        return new Placement(Layout.RESOLVED, application.directories().releases() + "/" + version, interpreter);
    }

    public static Placement project(String workingTree, String interpreter) {
        return new Placement(Layout.PROJECT, workingTree, interpreter);
    }

    private static void requirePath(String path) {
        Form.PATH.problem(path).ifPresent(problem -> {
            throw new Refused(Code.VALUE_MALFORMED, "cannot write units: " + problem, "choose another path");
        });
    }
}
