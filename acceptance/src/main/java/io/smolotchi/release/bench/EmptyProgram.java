package io.smolotchi.release.bench;

/** Does nothing: what is left is the start of a Java machine. */
final class EmptyProgram {

    private EmptyProgram() {}

    public static void main(String[] args) {}
}
