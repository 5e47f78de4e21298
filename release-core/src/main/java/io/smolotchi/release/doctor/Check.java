package io.smolotchi.release.doctor;

/** One thing to look at. Changes nothing. May throw when it can't look, which is a finding too. */
interface Check {

    /** One word, the same for ever: scripts go by it. */
    String name();

    Finding look();
}
