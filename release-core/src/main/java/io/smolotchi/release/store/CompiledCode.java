package io.smolotchi.release.store;

import io.smolotchi.release.python.Bytecode;
import io.smolotchi.release.python.Interpreter;
import io.smolotchi.release.python.Interpreters;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.AllCores;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.manifest.Entry;
import io.smolotchi.release.store.manifest.FileHash;
import io.smolotchi.release.store.source.CollectedTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The bytecode of a release.
 *
 * @param entries its directories and files, with final modes already set on the files
 * @param how the interpreter, or why there is none
 * @param warnings for the operator
 */
public record CompiledCode(List<Entry> entries, String how, List<String> warnings) {

    private static final String CACHE = "__pycache__";

    /** @throws Refused INTERPRETER_MISSING, on the running machine only: an image may get its interpreter later */
    static CompiledCode make(
            boolean wanted,
            Interpreters interpreters,
            Bytecode bytecode,
            Path tree,
            String finalPath,
            List<Entry> content)
            throws IOException {
        if (!wanted) {
            return none("not compiled: switched off by the settings", List.of());
        }
        if (content.stream().noneMatch(entry -> entry.path().endsWith(".py"))) {
            return none("not compiled: the release has no Python files", List.of());
        }
        return switch (interpreters.choose(tree)) {
            case Interpreters.Choice.Missing missing -> {
                if (interpreters.running()) {
                    throw new Refused(missing.refusal());
                }
                String why = "bytecode was not compiled: no interpreter (" + String.join(", ", missing.tried()) + ")";
                yield none(why, List.of(why));
            }
            case Interpreters.Choice.Found found -> {
                Interpreter interpreter = found.interpreter();
                if (!interpreter.ofTheHost()) {
                    String why = "bytecode was not compiled: the release brings its own interpreter, and nothing of a"
                            + " release is run while it is staged";
                    yield none(why, List.of(why));
                }
                List<String> warnings = bytecode.compile(interpreter, tree, finalPath);
                yield new CompiledCode(collect(tree, content), interpreter.toString(), warnings);
            }
        };
    }

    private static CompiledCode none(String how, List<String> warnings) {
        return new CompiledCode(List.of(), how, warnings);
    }

    /** What is there now in the only directories that compiling makes. */
    static List<Entry> collect(Path tree, List<Entry> content) throws IOException {
        List<Entry> directories = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (Entry entry : content) {
            if (entry instanceof Entry.Directory directory) {
                String path = directory.path().isEmpty() ? CACHE : directory.path() + "/" + CACHE;
                if (Files.isDirectory(tree.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
                    directories.add(new Entry.Directory(path, CollectedTree.DIRECTORY_MODE));
                    files.addAll(finished(tree, path));
                }
            }
        }
        Queue<Entry> hashed = new ConcurrentLinkedQueue<>();
        AllCores.each(files, () -> {
            FileHash hash = new FileHash();
            return path -> {
                FileHash.Content is = hash.of(tree.resolve(path));
                hashed.add(new Entry.File(path, CollectedTree.FILE_MODE, is.size(), is.digest()));
            };
        });
        List<Entry> all = new ArrayList<>(directories);
        all.addAll(hashed);
        return all;
    }

    private static List<String> finished(Path tree, String cache) throws IOException {
        List<String> files = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(tree.resolve(cache))) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                if (name.endsWith(".pyc") && Inode.of(child).isFile()) {
                    Modes.set(child, CollectedTree.FILE_MODE);
                    files.add(cache + "/" + name);
                } else {
                    // A compiler that was killed leaves its temporary file.
                    Files.delete(child);
                }
            }
        }
        return files;
    }
}
