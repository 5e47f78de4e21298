package io.smolotchi.release.demo;

import java.nio.file.Path;
import java.util.List;

/** Where the story takes place. */
interface Machine extends AutoCloseable {

    /** The command as it has to be started here, so that it runs there, in the checkout. */
    List<String> inside(List<String> command);

    /** The options that make the programs work on this machine. */
    List<String> options();

    /** A path of the machine as it is reached from here. */
    Path outside(String path);

    /** Where the sample's versions lie, as the machine sees them. */
    Path versions();

    /**
     * Makes a port of the machine's loopback address reachable here.
     *
     * @return the port on this machine's loopback address
     */
    int publish(int port);

    /** A port that a server on the machine can listen on, the wanted one if possible. */
    int freePort(int wanted);

    @Override
    void close();
}
