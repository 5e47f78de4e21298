package io.smolotchi.release.demo;

import io.smolotchi.release.testhost.TestHostAvailability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code bin/demo}. Ends with 0 when every chapter did what it says, and 1 otherwise. */
public final class Demo {
    private static final String NO_WAIT = "--no-wait";
    private static final String OFFLINE = "--offline";
    private static final String COLOUR = "--colour";

    private Demo() {}

    public static void main(String[] args) {
        List<String> words = List.of(args);
        if (!Set.of(NO_WAIT, OFFLINE, COLOUR).containsAll(words)) {
            System.err.println("usage: bin/demo [--no-wait] [--offline]");
            System.exit(2);
        }
        Teller teller = new Teller(words.contains(COLOUR));
        CleanUp cleanUp = CleanUp.atTheEnd(teller);
        System.exit(tell(words, teller, cleanUp) ? 0 : 1);
    }

    private static boolean tell(List<String> words, Teller teller, CleanUp cleanUp) {
        boolean wait = !words.contains(NO_WAIT);
        try {
            Path folder = Folder.temporary(cleanUp);
            Path checkout = Path.of("").toAbsolutePath();
            Path versions = Files.createDirectory(folder.resolve("versions"));
            Samples.build(checkout, versions);
            Scene scene = new Scene(teller, new Chapters(teller), cleanUp, checkout, folder, versions);
            Optional<String> obstacle =
                    words.contains(OFFLINE) ? Optional.of(OFFLINE + " was asked for") : TestHostAvailability.obstacle();
            if (obstacle.isPresent()) {
                OfflineStory.tell(scene, obstacle.get(), wait);
            } else {
                SystemdStory.tell(scene, wait);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the demo", e);
        } catch (Unmet e) {
            cleanUp.failureMayBeTheEnd();
            teller.failed(String.valueOf(e.getMessage()));
            return false;
        }
    }
}
