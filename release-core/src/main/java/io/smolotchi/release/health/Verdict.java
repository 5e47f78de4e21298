package io.smolotchi.release.health;

import io.smolotchi.release.catalog.Blame;
import java.util.List;

/** How a watch ended. */
public sealed interface Verdict {

    /** A line for each sample of each check, oldest first; kept as evidence. */
    List<String> transcript();

    /**
     * Every required check stayed green through the steady window.
     *
     * @param warnings what is wrong with optional units, one line each
     */
    record Healthy(List<String> warnings, List<String> transcript) implements Verdict {
        public Healthy {
            warnings = List.copyOf(warnings);
            transcript = List.copyOf(transcript);
        }
    }

    /**
     * @param check the unit or check that decided it
     * @param cause a clause for people: "the web answered 500"
     * @param blame host when systemd could not be asked, otherwise the release
     */
    record Unhealthy(String check, String cause, Blame blame, List<String> warnings, List<String> transcript)
            implements Verdict {
        public Unhealthy {
            warnings = List.copyOf(warnings);
            transcript = List.copyOf(transcript);
        }
    }

    /** Ended before there was an answer. */
    record Interrupted(By by, List<String> transcript) implements Verdict {
        public enum By {
            OPERATOR,
            /** The machine is being shut down: nothing that is seen now says anything about a release. */
            SHUTDOWN
        }

        public Interrupted {
            transcript = List.copyOf(transcript);
        }
    }
}
