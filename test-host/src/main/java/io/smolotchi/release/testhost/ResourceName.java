package io.smolotchi.release.testhost;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name that everything of one host or disk carries: cgroups, network namespace, directory, mounts. The process id
 * says whether somebody still uses it.
 */
record ResourceName(Kind kind, long pid, int number) {
    enum Kind {
        HOST("smolotchi-test-host"),
        DISK("smolotchi-test-disk");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    private static final Pattern FORM = Pattern.compile("(smolotchi-test-(?:host|disk))-(\\d{1,10})-(\\d{1,9})");
    private static final AtomicInteger LAST = new AtomicInteger();

    static ResourceName next(Kind kind) {
        return new ResourceName(kind, ProcessHandle.current().pid(), LAST.incrementAndGet());
    }

    /** Empty when the text is not exactly a name of ours. */
    static Optional<ResourceName> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Kind kind = matcher.group(1).equals(Kind.HOST.prefix) ? Kind.HOST : Kind.DISK;
        return Optional.of(
                new ResourceName(kind, Long.parseLong(matcher.group(2)), Integer.parseInt(matcher.group(3))));
    }

    boolean ownerLives() {
        return ProcessHandle.of(pid).isPresent();
    }

    /** Whether the text mentions this name, and not a longer one that begins like it. */
    boolean occursIn(String text) {
        return Pattern.compile(Pattern.quote(toString()) + "(?!\\d)")
                .matcher(text)
                .find();
    }

    @Override
    public String toString() {
        return kind.prefix + "-" + pid + "-" + number;
    }
}
