package io.smolotchi.release.faults;

import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.descriptor.HostRoot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The program that faults happen to: the core alone, which carries out what was asked, on its main thread, as {@code smolotchi-release run --id} does. It
 * says which thread that is, so that a tracer can count the calls of that one and no other, and then takes lines {@code ROOT ID}.
 */
final class Subject {

    static final String READY = "ready ";
    static final String OUTCOME = "outcome ";
    static final String CLOSED = "closed";
    /** As argument: the core of the first root is kept for all that follows, as in a process that lives long. */
    static final String KEEP = "keep";

    private Subject() {}

    public static void main(String[] args) throws IOException {
        // Whatever the core says goes elsewhere: the answers have this descriptor to themselves.
        PrintStream answers = System.out;
        System.setOut(System.err);
        answers.println(
                READY + Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName());
        Optional<Core> kept = Optional.empty();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int space = line.lastIndexOf(' ');
            HostRoot root = new HostRoot(Path.of(line.substring(0, space)));
            OperationId id = new OperationId(Long.parseLong(line.substring(space + 1)));
            if (kept.isEmpty() && args.length > 0 && args[0].equals(KEEP)) {
                kept = Optional.of(Core.open(root, CoreOptions.inThisProcess()));
            }
            if (kept.isPresent()) {
                perform(kept.get(), id, answers);
            } else {
                try (Core core = Core.open(root, CoreOptions.inThisProcess())) {
                    perform(core, id, answers);
                }
            }
            answers.println(CLOSED);
        }
    }

    private static void perform(Core core, OperationId id, PrintStream answers) {
        try {
            Outcome outcome = core.changes().perform(id);
            answers.println(OUTCOME + outcome.word() + " " + outcome);
        } catch (RuntimeException e) {
            answers.println(OUTCOME + "thrown " + e);
        }
    }
}
