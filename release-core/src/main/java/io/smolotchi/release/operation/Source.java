package io.smolotchi.release.operation;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a release is staged from. */
public sealed interface Source {

    /** Whether it may be named from afar: only the console's user may have files of this machine read by root. */
    boolean travels();

    /** A directory or an archive on this machine. Named by the console only: it never travels. */
    record Local(String path) implements Source {
        @Override
        public boolean travels() {
            return false;
        }
    }

    /**
     * An archive that was received by the web.
     *
     * @param id name of a directory below {@link #DIRECTORY}, which holds the archive under its own name and nothing else
     */
    record Upload(String id) implements Source {

        /** Below the root. Whoever receives makes it, and takes from it what nobody stages. */
        public static final String DIRECTORY = "/var/lib/smolotchi-release-web/uploads";

        /** So that no id leads anywhere else, and none can be guessed. */
        private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

        public static boolean isId(String text) {
            return ID.matcher(text).matches();
        }

        @Override
        public boolean travels() {
            return true;
        }
    }

    /**
     * A git repository at a ref.
     *
     * @param url or an absolute path on this machine
     * @param commit that the ref named in the plan that was agreed to; empty when nothing was planned yet
     */
    record Git(String url, String ref, Optional<String> commit) implements Source {

        /** What is named as on another machine; {@code host:path} is what ssh has, {@code helper::address} would run a program. */
        private static final Pattern ELSEWHERE =
                Pattern.compile("(?i:https?|ssh|git)://[^/].*|([A-Za-z0-9_.-]+@)?[A-Za-z0-9][A-Za-z0-9.-]*:(?!:|//).+");

        /** Names that no server takes for something else: no steps upwards, nothing encoded, no query. */
        private static final Pattern PLAIN =
                Pattern.compile("(?!\\.{1,2}(/|$))[A-Za-z0-9._+~-]+(/(?!\\.{1,2}(/|$))[A-Za-z0-9._+~-]+)*/?");

        public Git(String url, String ref) {
            this(url, ref, Optional.empty());
        }

        @Override
        public boolean travels() {
            return ELSEWHERE.matcher(url).matches();
        }

        /**
         * Whether it is this address, or lies below it.
         *
         * @param address whole names of it, so that {@code https://host/us} has nothing to do with {@code https://host/usurper}
         */
        public boolean liesBelow(String address) {
            if (url.equals(address)) {
                return true;
            }
            String below = address.endsWith("/") ? address : address + "/";
            return url.startsWith(below)
                    && PLAIN.matcher(url.substring(below.length())).matches();
        }
    }
}
