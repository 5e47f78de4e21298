package io.smolotchi.release.web.uploads;

/** The name that an archive has on the machine of its sender, as far as it can be one here: its version is often found in it. */
final class UploadName {

    private static final int LONGEST = 120;

    private UploadName() {}

    /** Never empty, and a plain file name: no directory, nothing hidden, nothing that is not printed. */
    static String of(String given) {
        String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String plain = name.replaceAll("[^A-Za-z0-9.+~_-]", "_").replaceFirst("^[.-]+", "");
        if (plain.isEmpty()) {
            return "archive";
        }
        // the end of a long name holds the version
        return plain.length() > LONGEST ? "x" + plain.substring(plain.length() - LONGEST + 1) : plain;
    }
}
