package io.smolotchi.release.git;

import java.nio.file.Path;
import java.util.Map;

/**
 * A bare repository of our own that has no objects.
 *
 * @param objects the directory in which those of the other one are
 */
record Borrowed(Path gitDir, Path objects) {

    Map<String, String> environment() {
        String quoted = objects.toString().replace("\\", "\\\\").replace("\"", "\\\"");
        return Map.of("GIT_ALTERNATE_OBJECT_DIRECTORIES", "\"" + quoted + "\"");
    }
}
