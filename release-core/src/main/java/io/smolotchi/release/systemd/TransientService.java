package io.smolotchi.release.systemd;

import java.util.List;
import java.util.Map;

/**
 * A service that exists as long as it runs.
 *
 * @param command absolute path of the program, then its arguments
 * @param stopPost run when the service ended, however it ended; empty for none
 * @param environment variables for both
 */
public record TransientService(
        UnitName name,
        String description,
        List<String> command,
        List<String> stopPost,
        Map<String, String> environment) {}
