package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.Application.Directories;

/** The tmpfiles.d and sysusers.d texts for a release that ships none. */
final class BuiltInAccounts {

    private BuiltInAccounts() {}

    /** The runtime directory and its locks exist before any service starts, so that the application's own command line works without root. */
    static String tmpfiles(Application application) {
        Directories directories = application.directories();
        String owner = application.user() + " " + application.group();
        return """
                d %s 0755 %s -
                d %s/locks 0755 %s -
                d %s 0755 %s -
                """.formatted(directories.runtime(), owner, directories.runtime(), owner, directories.state(), owner);
    }

    static String sysusers(Application application) {
        String user = application.user();
        String group = application.group();
        String own = "u %s - \"%s services\" %s\n"
                .formatted(user, application.name(), application.directories().state());
        return user.equals(group) ? own : "g %s -\n%sm %s %s\n".formatted(group, own, user, group);
    }
}
