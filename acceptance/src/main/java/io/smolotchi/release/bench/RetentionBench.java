package io.smolotchi.release.bench;

import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.PrunePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long it takes to plan a prune of a thousand releases of three hundred files, and to delete them, against {@code rm -rf} of the same. */
final class RetentionBench {

    private static final int RELEASES = 1_000;
    private static final int FILES = 300;
    private static final int OWN = 20;
    private static final int ROUNDS = 5;
    private static final double PLAN_GOAL_MILLIS = 1_000;
    private static final Caller CALLER = new Caller("bench", Origin.CONSOLE, "");

    private RetentionBench() {}

    /** Markdown. */
    static String section(Path work) throws IOException {
        Path root = Files.createDirectories(work.resolve("retention"));
        Path copy = work.resolve("copy");
        settings(root);
        try (Core core = Core.open(new HostRoot(root), CoreOptions.inThisProcess())) {
            Path tree = tree(work.resolve("tree-of-300"));
            carryOut(core, new Request.Stage(new Source.Local(tree.toString()), Optional.of(Version.of("0"))));
            carryOut(core, Request.Activate.of(Version.of("0")));
            multiply(root);
            Shell.run(work, "cp -a \"$0\" \"$1\"", root.resolve("opt").toString(), copy.toString());
            Request.Prune prune = new Request.Prune(Optional.empty(), false);
            List<Long> plans = new ArrayList<>();
            int deletions = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long begun = System.nanoTime();
                deletions = ((PrunePlan) core.changes().plan(prune)).deletions().size();
                plans.add(System.nanoTime() - begun);
            }
            long begun = System.nanoTime();
            carryOut(core, prune);
            double pruned = (System.nanoTime() - begun) / 1e9;
            begun = System.nanoTime();
            Shell.run(
                    copy,
                    "cd smolotchi/releases && ls | grep -v '^0$' | xargs rm -rf && cd .meta && ls | grep -v '^0$' | xargs rm -rf");
            double removed = (System.nanoTime() - begun) / 1e9;
            double plan = Times.median(plans) / 1e6;
            return "| 1,000 releases of 300 files, most of them shared | measured | goal | verdict |\n| --- | ---: | ---: | --- |\n"
                    + String.format(
                            Locale.ROOT,
                            "| the plan of a prune | %.0f ms | %.0f ms | %s |%n| deleting %d of them, with the plan | %.1f s | `rm -rf`: %.1f s | %.1f times |%n",
                            plan,
                            PLAN_GOAL_MILLIS,
                            plan <= PLAN_GOAL_MILLIS ? "met" : "**missed**",
                            deletions,
                            pruned,
                            removed,
                            pruned / removed);
        }
    }

    private static Path tree(Path tree) throws IOException {
        Files.createDirectories(tree.resolve("smolotchi/ai"));
        for (String module : List.of("cli.py", "ai/worker.py")) {
            Files.writeString(tree.resolve("smolotchi").resolve(module), "");
        }
        for (int i = 2; i < FILES; i++) {
            Path directory = Files.createDirectories(tree.resolve("package" + i % 10));
            Files.writeString(directory.resolve("data" + i + ".txt"), ("line of file " + i + "\n").repeat(50));
        }
        return tree;
    }

    /** What was made just now may go. */
    private static void settings(Path root) throws IOException {
        Path directory = Files.createDirectories(root.resolve("etc/smolotchi-release"));
        Files.writeString(
                directory.resolve("release.yaml"),
                "retention:\n  keep: 5\n  minimum-age: 0s\n  keep-failed: 5\n  budget-mebibytes: 100000\n");
    }

    private static void multiply(Path root) throws IOException {
        Path releases = root.resolve("opt/smolotchi/releases");
        // Like a staging: what is the same is shared, what is new is not.
        String script = "for i in $(seq 1 " + (RELEASES - 1)
                + "); do cp -al 0 $i; cp -a .meta/0 .meta/$i; chmod u+w $i $i/package1;"
                + " for f in $(ls $i/package1 | head -" + OWN
                + "); do rm -f $i/package1/$f; echo $i $f > $i/package1/$f; done; done";
        Shell.run(releases, script);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + root.resolve("var/lib/smolotchi-release/catalog.db"));
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO release (version, digest, staged_by, staged_at, source, files, bytes) SELECT ?, digest,"
                                + " staged_by, staged_at, source, files, bytes FROM release WHERE version = '0'")) {
            connection.setAutoCommit(false);
            for (int i = 1; i < RELEASES; i++) {
                insert.setString(1, Integer.toString(i));
                insert.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write a thousand releases", e);
        }
    }

    private static void carryOut(Core core, Request request) {
        OperationId id = core.changes().ask(request, CALLER, Optional.empty());
        while (core.inquiries().operation(id).ended().isEmpty()) {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
