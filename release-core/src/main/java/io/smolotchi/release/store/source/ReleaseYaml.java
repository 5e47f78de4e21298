package io.smolotchi.release.store.source;

import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.nio.charset.StandardCharsets;

/** {@code release.yaml} as it comes out of a source: bounded before it is parsed, and refused as a whole before anything is staged. */
public final class ReleaseYaml {

    public static final String NAME = ReleaseDescriptor.FILE;

    /** In bytes. */
    static final int LARGEST = 256 * 1024;

    private ReleaseYaml() {}

    /** @throws Refused DESCRIPTOR_INVALID, with every unknown key and malformed value, each with its line */
    static ReleaseDescriptor read(byte[] content) {
        if (content.length > LARGEST) {
            throw new Refused(
                    Code.DESCRIPTOR_INVALID,
                    "cannot read " + NAME + ": because it has more than " + LARGEST + " bytes",
                    "edit " + NAME);
        }
        return ReleaseDescriptor.parse(new String(content, StandardCharsets.UTF_8));
    }
}
