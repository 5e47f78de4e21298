package io.smolotchi.release.systemd;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A service that exists as long as it runs.
 *
 * @param command absolute path of the program, then its arguments
 * @param stopPost run when the service ended, however it ended; empty for none
 * @param stopTimeout how long its end may take, {@code stopPost} included
 * @param environment variables for both
 */
public record TransientService(
        UnitName name,
        String description,
        List<String> command,
        List<String> stopPost,
        Duration stopTimeout,
        Map<String, String> environment) {}
