package io.smolotchi.release.demo;

import java.nio.file.Path;

/**
 * What both stories have in common before they begin.
 *
 * @param checkout the source tree
 * @param folder of the demo's own
 * @param versions the sample's, below that folder
 */
record Scene(Teller teller, Chapters chapters, CleanUp cleanUp, Path checkout, Path folder, Path versions) {

    Programs programsOf(Machine machine) {
        return new Programs(machine, checkout, teller, cleanUp);
    }
}
