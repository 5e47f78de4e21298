package io.smolotchi.release.units;

import static io.smolotchi.release.units.UnitPolicy.when;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.UnitText.Assignment;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules for single assignments of a unit, from systemd.exec(5), systemd.service(5), systemd.socket(5), systemd.unit(5) as of systemd 252: everything
 * that systemd does with its own privileges and to an object that the text names.
 *
 * <p>Values are compared as they are written. One that is quoted, escaped or has a specifier ({@code %}) where a plain word is expected is not
 * recognised, and therefore refused.
 */
final class UnitRules {

    /** Settings for which no value is harmless, with what they would do. */
    private static final Map<String, String> NEVER = Map.ofEntries(
            Map.entry("PermissionsStartOnly", "it runs commands as root"),
            Map.entry("PAMName", "it opens a session by the rules of another service"),
            Map.entry("RootDirectory", "a root of its own could hold other passwords"),
            Map.entry("RootImage", "it mounts an image as root"),
            Map.entry("MountImages", "it mounts an image as root"),
            Map.entry("ExtensionImages", "it mounts an image as root"),
            Map.entry("ExtensionDirectories", "it lays directories over the system's"),
            Map.entry("BindPaths", "it could put another file in the place of the system's"),
            Map.entry("BindReadOnlyPaths", "it could put another file in the place of the system's"),
            Map.entry("LoadCredential", "it reads files as root"),
            Map.entry("LoadCredentialEncrypted", "it reads files as root"),
            Map.entry("ImportCredential", "it reads files as root"),
            Map.entry("OpenFile", "it opens files as root"),
            Map.entry("DynamicUser", "the services run as the application's own user"),
            Map.entry("TTYPath", "it opens a device as root"),
            Map.entry("USBFunctionDescriptors", "it opens devices as root"),
            Map.entry("USBFunctionStrings", "it opens devices as root"),
            Map.entry("ListenSpecial", "it opens devices as root"),
            Map.entry("ListenUSBFunction", "it opens devices as root"),
            Map.entry("MakeDirectory", "it makes directories as root; tmpfiles.d is for that"),
            Map.entry("BPFProgram", "it loads programs into the kernel"),
            Map.entry("IPIngressFilterPath", "it loads programs into the kernel"),
            Map.entry("IPEgressFilterPath", "it loads programs into the kernel"),
            Map.entry("SELinuxContext", "it changes what the kernel lets the service do"),
            Map.entry("AppArmorProfile", "it changes what the kernel lets the service do"),
            Map.entry("SmackProcessLabel", "it changes what the kernel lets the service do"));

    private static final Set<String> GROUPS = Set.of("SocketGroup", "SupplementaryGroups");
    private static final Set<String> DIRECTORIES =
            Set.of("StateDirectory", "RuntimeDirectory", "CacheDirectory", "LogsDirectory", "ConfigurationDirectory");
    private static final Set<String> STREAMS = Set.of("StandardInput", "StandardOutput", "StandardError");
    private static final Set<String> PATHS =
            Set.of("PIDFile", "Symlinks", "ListenStream", "ListenDatagram", "ListenSequentialPacket", "ListenFIFO");
    private static final Set<String> OTHER_UNITS = Set.of("Unit", "Service", "Sockets", "Alias", "Also");

    private static final Set<String> ENDING_OTHERS = Set.of("Conflicts", "PropagatesStopTo", "JoinsNamespaceOf");
    private static final Set<String> ACTIONS =
            Set.of("FailureAction", "SuccessAction", "StartLimitAction", "JobTimeoutAction");

    private static final Set<String> PULLING_IN =
            Set.of("Wants", "Requires", "Requisite", "BindsTo", "Upholds", "OnFailure", "OnSuccess");

    /** Units of every machine that hand out a root shell without asking, or that take the machine down. */
    private static final Pattern DANGEROUS = Pattern.compile(
            "debug-shell\\.service|(emergency|rescue|halt|poweroff|reboot|kexec|exit|ctrl-alt-del|final|shutdown)\\.(target|service)"
                    + "|runlevel[016]\\.target|systemd-(halt|poweroff|reboot|kexec|exit)\\.service");

    private final Application application;
    private final CommandRule commands;

    UnitRules(Application application) {
        this.application = application;
        this.commands = new CommandRule(application.policy().execPrefixes());
    }

    /** What speaks against it; empty when nothing does. */
    Optional<String> problem(Assignment assignment) {
        String key = assignment.key();
        String value = assignment.value();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String never = NEVER.get(key);
        if (never != null) {
            boolean off = Set.of("no", "false", "off", "0").contains(value.toLowerCase(Locale.ROOT));
            return when(!off, never);
        }
        if (key.startsWith("Exec") && !key.equals("ExecSearchPath") && !key.equals("ExecPaths")) {
            return commands.problem(value);
        }
        if (key.equals("User") || key.equals("Group")) {
            return account(key, value);
        }
        if (key.equals("SocketUser")) {
            return when(!isUser(value), "the services run as " + application.user());
        }
        if (GROUPS.contains(key)) {
            return UnitText.words(value).stream()
                    .filter(group -> !isGroup(group))
                    .findFirst()
                    .map(group -> "the group " + Shown.of(group) + " is not allowed");
        }
        return switch (key) {
            case "AmbientCapabilities" -> capabilities(value, true);
            case "CapabilityBoundingSet" -> capabilities(value, false);
            case "SecureBits" -> when(!value.equals("noroot"), "it keeps privileges that a service does not need");
            case "EnvironmentFile" -> environmentFile(value);
            case "TemporaryFileSystem" -> temporaryFileSystem(value);
            default -> places(key, value);
        };
    }

    /** The account that the release was made for may be named on a host that has another one: the layout's drop-in sets both, and comes later. */
    private Optional<String> account(String key, String value) {
        boolean fine = value.equals(application.name()) || (key.equals("User") ? isUser(value) : isGroup(value));
        return when(!fine, "the services run as " + application.user() + ":" + application.group());
    }

    private boolean isUser(String name) {
        return name.equals(application.user()) || application.policy().users().contains(name);
    }

    private boolean isGroup(String name) {
        return name.equals(application.group()) || application.policy().groups().contains(name);
    }

    private Optional<String> places(String key, String value) {
        if (DIRECTORIES.contains(key)) {
            return UnitText.words(value).stream()
                    .filter(directory -> !ownDirectory(key, directory))
                    .findFirst()
                    .map(directory -> "systemd would hand the directory " + Shown.of(directory) + " to the service");
        }
        if (STREAMS.contains(key)) {
            boolean file = value.startsWith("file:") || value.startsWith("append:") || value.startsWith("truncate:");
            return when(file, "systemd would open the file as root");
        }
        if (PATHS.contains(key)) {
            return UnitText.words(value).stream()
                    .filter(path -> path.contains("/") && !path.startsWith("@") && !inside(path))
                    .findFirst()
                    .map(path -> Shown.of(path) + " lies outside the application's directories");
        }
        if (ACTIONS.contains(key)) {
            return when(!value.equals("none"), "a release may not take the machine down");
        }
        if (ENDING_OTHERS.contains(key)) {
            return UnitText.words(value).stream()
                    .filter(name -> !name.equals("shutdown.target") && !ownUnit(name))
                    .findFirst()
                    .map(name -> Shown.of(name) + " is no unit of the application");
        }
        if (PULLING_IN.contains(key)) {
            return UnitText.words(value).stream()
                    .filter(name -> DANGEROUS.matcher(name).matches() || name.contains("%"))
                    .findFirst()
                    .map(name -> Shown.of(name) + " may not be started by a release");
        }
        if (OTHER_UNITS.contains(key)) {
            return UnitText.words(value).stream()
                    .filter(name -> !ownUnit(name))
                    .findFirst()
                    .map(name -> Shown.of(name) + " is no unit of the application");
        }
        return Optional.empty();
    }

    private boolean ownUnit(String name) {
        return name.startsWith(application.unitPrefix())
                && !name.startsWith("smolotchi-release")
                && UnitName.isUnitName(name);
    }

    /** Each an absolute path, and mount options after a colon. An empty directory over the system's could be filled with other passwords. */
    private Optional<String> temporaryFileSystem(String value) {
        return UnitText.words(value).stream()
                .map(word -> word.split(":", 2)[0])
                .filter(path -> !inside(path))
                .findFirst()
                .map(path -> "it could put other files in the place of those in " + Shown.of(path));
    }

    /** The bounding set without the inversion lists what may be kept; an inverted one takes away, which is always welcome. */
    private Optional<String> capabilities(String value, boolean ambient) {
        if (!ambient && value.startsWith("~")) {
            return Optional.empty();
        }
        return UnitText.words(value).stream()
                .filter(name -> !application.policy().capabilities().contains(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .map(name -> "the capability " + Shown.of(name) + " is not allowed");
    }

    private Optional<String> environmentFile(String value) {
        String path = value.startsWith("-") ? value.substring(1) : value;
        boolean ours = inside(path)
                || under(path, application.directories().base())
                || under(path, "/etc/" + application.name())
                || under(path, "/etc/default");
        return when(!ours, "systemd reads the file as root, and it is none of the application's");
    }

    private boolean ownDirectory(String key, String directory) {
        String parent = switch (key) {
            case "StateDirectory" -> "/var/lib/";
            case "RuntimeDirectory" -> "/run/";
            case "CacheDirectory" -> "/var/cache/";
            case "LogsDirectory" -> "/var/log/";
            default -> "/etc/";
        };
        return inside(parent + directory)
                || (!parent.equals("/run/")
                        && !parent.equals("/var/lib/")
                        && under(parent + directory, parent + application.name()));
    }

    private boolean inside(String path) {
        return under(path, application.directories().state())
                || under(path, application.directories().runtime());
    }

    private static boolean under(String path, String directory) {
        return PlainPath.fits(path) && (path.equals(directory) || path.startsWith(directory + "/"));
    }
}
