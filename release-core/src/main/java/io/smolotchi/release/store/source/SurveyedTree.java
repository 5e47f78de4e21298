package io.smolotchi.release.store.source;

import io.smolotchi.release.catalog.Digest;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at a source without writing anything, and keeps the few small files that describe it. */
final class SurveyedTree extends CollectedTree {

    private static final int MOST_KEPT = 16;

    private final Map<String, byte[]> kept = new HashMap<>();

    SurveyedTree(Hashing hashing) {
        super(hashing);
    }

    /** @param path from the top of the source, before any wrapper is taken off */
    Optional<byte[]> content(String path) {
        return Optional.ofNullable(kept.get(path));
    }

    @Override
    protected void makeDirectory(String path) {}

    @Override
    protected boolean sharesWhole(String path, int mode, byte[] content, int length) {
        return false;
    }

    @Override
    protected void replaceWithShared(String path, int mode, long size, Digest digest) {}

    @Override
    protected void makeLink(String path, String target) {}

    @Override
    protected void makeCopy(String path, String earlier, int mode) {}

    @Override
    protected Output makeFile(String path, int mode) {
        return describes(path) && kept.size() < MOST_KEPT ? new Keeping(path) : Ignoring.ALL;
    }

    private static boolean describes(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return path.indexOf('/') == path.lastIndexOf('/')
                && (name.equals(ReleaseYaml.NAME) || name.equals(PyprojectToml.NAME));
    }

    private enum Ignoring implements Output {
        ALL;

        @Override
        public void write(byte[] content, int length) {}

        @Override
        public void close() {}
    }

    private final class Keeping implements Output {
        private final String path;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        Keeping(String path) {
            this.path = path;
        }

        @Override
        public void write(byte[] bytes, int length) {
            content.write(bytes, 0, Math.min(length, ReleaseYaml.LARGEST + 1 - content.size()));
        }

        @Override
        public void close() {
            kept.put(path, content.toByteArray());
        }
    }
}
