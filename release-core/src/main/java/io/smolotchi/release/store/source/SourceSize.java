package io.smolotchi.release.store.source;

/** What a directory will take, by the sizes that its entries declare; no more of it than the limits allow. */
record SourceSize(long bytes, long entries, long files) {

    static final SourceSize UNKNOWN = new SourceSize(0, 0, 0);

    /** Adds up as it is walked. */
    static final class Sum {
        private final IgnoreRules ignore;
        private final Limits limits;
        private long bytes;
        private long entries;
        private long files;

        Sum(IgnoreRules ignore, Limits limits) {
            this.ignore = ignore;
            this.limits = limits;
        }

        boolean add(SourceEntry entry) {
            if (ignore.matches(entry.name())) {
                return false;
            }
            entries++;
            if (entry.kind() == SourceEntry.Kind.FILE) {
                files++;
                bytes += entry.size();
            }
            return entries <= limits.entries()
                    && entry.name().chars().filter(c -> c == '/').count() < limits.depth();
        }

        SourceSize size() {
            return new SourceSize(bytes, entries, files);
        }
    }
}
