package io.smolotchi.release.activation.steps;

/** Where the steps record how far the exchange is: durable when the call returns. */
public interface SwitchRecord {

    /** Before the first file is exchanged. */
    void begun();

    /** After the last one is durable. */
    void done();

    /** Whether units and link may be other ones than before, so that the new release may have run. */
    boolean exchanged();
}
