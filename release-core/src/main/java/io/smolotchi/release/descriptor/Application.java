package io.smolotchi.release.descriptor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The host's settings for the application that is deployed, from {@code /etc/smolotchi-release/release.yaml} over the built-in defaults, which
 * describe smolotchi.
 *
 * @param name of the application, also of its directories
 * @param unitPrefix every unit of a release must begin with it
 * @param user that the services run as
 * @param group that the services run as
 */
public record Application(
        String name,
        String unitPrefix,
        String user,
        String group,
        Directories directories,
        Layout layout,
        Web web,
        Python python,
        Units units,
        Policy policy,
        Health health,
        Retention retention) {

    /**
     * Absolute paths on the machine, before {@code --root} is applied.
     *
     * @param base holds {@code releases/} and {@code current}
     * @param state the application's own
     * @param runtime the application's own
     */
    public record Directories(String base, String state, String runtime) {
        public String current() {
            return base + "/current";
        }

        public String releases() {
            return base + "/releases";
        }
    }

    /**
     * @param bind address that the application's web UI listens on
     * @param server how the application serves it: auto, flask or gunicorn
     */
    public record Web(String bind, int port, String server) {}

    /**
     * @param interpreter configured one, tried after the release's {@code .venv/bin/python}
     * @param compile whether bytecode is compiled when a release is staged
     */
    public record Python(Optional<String> interpreter, boolean compile) {}

    /**
     * @param install the unit files that are installed when the release ships them or a built-in text exists
     * @param optional units whose failure does not fail an activation
     * @param withDisplay whether the display unit is installed
     * @param exec whether our layout replaces a shipped {@code ExecStart=}
     */
    public record Units(List<String> install, List<String> optional, boolean withDisplay, Exec exec) {
        public enum Exec {
            LAYOUT,
            SHIPPED
        }
    }

    /**
     * What a release may ask for in its units.
     *
     * @param users that {@code User=} may name beside the application's
     * @param capabilities that may be granted
     */
    public record Policy(List<String> users, List<String> capabilities, boolean execPrefixes) {}

    /**
     * @param interval between two samples of a check
     * @param deadline by which the checks must be green
     * @param steady for how long they must stay so
     * @param stopTimeout how long a unit may take to stop
     */
    public record Health(
            Duration interval, Duration deadline, Duration steady, Duration stopTimeout, List<Check> checks) {}

    /** A health check beyond "the required units are active". */
    public sealed interface Check {
        String name();

        /** Green when the status lies in {@code expectFrom} to {@code expectTo}, both included. */
        record Http(String name, String url, int expectFrom, int expectTo) implements Check {}

        record Tcp(String name, String host, int port) implements Check {}

        /** Run as the application's user; green when it exits with 0. */
        record Command(String name, List<String> command) implements Check {}
    }

    /**
     * @param keep the last N healthy releases
     * @param minimumAge younger releases are kept
     * @param keepFailed how many never-healthy releases are kept
     */
    public record Retention(int keep, Duration minimumAge, int keepFailed) {}
}
