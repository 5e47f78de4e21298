package io.smolotchi.release;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The exchange of this program's own package. While it lasts nothing is begun, by no process that was started before either: the service that would carry
 * it out could be started from files of two versions, or not at all. The package's scripts set the mark under the locks, and a boot takes it away.
 *
 * @param mark is there while it lasts
 * @param itself whether this process was started by the package's scripts
 */
record PackageExchange(Path mark, boolean itself) {

    static final String MARK = "/run/smolotchi-release-exchanging";
    static final String ITSELF_VARIABLE = "SMOLOTCHI_RELEASE_OF_PACKAGE";

    static PackageExchange of(HostRoot root) {
        return new PackageExchange(root.resolve(MARK), "1".equals(System.getenv(ITSELF_VARIABLE)));
    }

    /** What holds everybody up; empty when nothing does. */
    Optional<String> inTheWay() {
        return !itself && Files.exists(mark) ? Optional.of("the exchange of this program's package") : Optional.empty();
    }

    /** @throws Refused BUSY */
    void require(String verb) {
        if (inTheWay().isPresent()) {
            throw new Refused(
                    Code.BUSY,
                    "cannot " + verb + ": because this program's package is being exchanged",
                    "wait for apt to end; should it have been cut off: dpkg --configure -a");
        }
    }
}
