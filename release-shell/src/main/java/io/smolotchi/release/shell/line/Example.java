package io.smolotchi.release.shell.line;

/**
 * @param line without the program's name
 * @param about what it does
 */
public record Example(String line, String about) {}
