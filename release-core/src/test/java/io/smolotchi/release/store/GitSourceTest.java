package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.LocalProcesses;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.manifest.Provenance;
import io.smolotchi.release.store.source.Limits;
import io.smolotchi.release.store.source.ScratchDirectory;
import io.smolotchi.release.store.source.StagingSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourceTest {

    @TempDir
    Path temporary;

    private StoreWorld world;
    private Path repository;

    @BeforeEach
    void a_repository_with_two_commits() throws Exception {
        world = new StoreWorld(temporary);
        repository = world.application("an \"app\": with, odd name");
        git("init", "-q", "-b", "main");
        StoreWorld.write(repository, "data/a", "first");
        git("add", "-A");
        git("commit", "-qm", "first");
        git("tag", "-a", "v1.2.0", "-m", "v1.2.0");
        StoreWorld.write(repository, "data/a", "second");
        git("commit", "-qam", "second");
    }

    @Test
    void a_tag_is_staged_as_it_was_committed_whatever_lies_in_the_working_tree() throws Exception {
        StoreWorld.write(repository, "data/a", "neither");
        StoreWorld.write(repository, "untracked", "");

        world.stage(at("v1.2.0"), "1.2.0");

        Path tree = world.store.tree(Version.of("1.2.0"));
        assertThat(tree.resolve("data/a")).hasContent("first");
        assertThat(tree.resolve("untracked")).doesNotExist();
        assertThat(tree.resolve(".git")).doesNotExist();
        assertThat(Files.readSymbolicLink(tree.resolve("latest"))).hasToString("smolotchi/cli.py");
        assertThat(Inode.of(tree.resolve("bin/run")).permissions()).isEqualTo(0555);
        Provenance provenance = world.store.provenance(Version.of("1.2.0"));
        assertThat(provenance.source()).isEqualTo("git " + repository + "#v1.2.0");
        assertThat(provenance.lines())
                .contains("commit: " + git("rev-parse", "v1.2.0^{commit}"), "staged by: ada (console) on pi");
        assertThat(world.store.verify(Version.of("1.2.0"))).isEmpty();
    }

    @Test
    void a_bare_repository_and_a_single_directory_at_its_top_are_staged_as_they_are() throws Exception {
        git("rm", "-q", "-r", "bin", "smolotchi", "latest");
        git("commit", "-qm", "only data");
        git("clone", "-q", "--bare", ".", world.dir.resolve("bare.git").toString());

        world.stage(
                new StagingSource.FromGit(world.dir.resolve("bare.git").toString(), "main", Optional.empty()), "2.0.0");

        assertThat(world.store.tree(Version.of("2.0.0")).resolve("data/a")).hasContent("second");
    }

    @Test
    void the_version_is_what_git_describes_and_the_plan_names_the_commit() throws Exception {
        assertThat(plan(at("v1.2.0")).version()).contains(Version.of("v1.2.0"));
        StagePlan plan = plan(at("main"));

        assertThat(plan.version().orElseThrow().value()).matches("v1\\.2\\.0-1-g[0-9a-f]{7,}");
        assertThat(plan.versionFrom()).isEqualTo("git describe");
        assertThat(plan.commit()).contains(git("rev-parse", "main"));
    }

    @Test
    void the_commit_that_was_planned_is_staged_though_the_branch_moved_on() throws Exception {
        String planned = plan(at("main")).commit().orElseThrow();
        StoreWorld.write(repository, "data/a", "third");
        git("commit", "-qam", "third");

        world.stage(new StagingSource.FromGit(repository.toString(), "main", Optional.of(planned)), "1.3.0");

        assertThat(world.store.tree(Version.of("1.3.0")).resolve("data/a")).hasContent("second");
    }

    @Test
    void a_directory_is_recorded_with_the_commit_that_is_checked_out_and_whether_it_was_changed() throws Exception {
        world.stage(repository, "1.0.0");
        StoreWorld.write(repository, "data/b", "not committed");
        world.stage(repository, "1.0.1");

        String head = git("rev-parse", "HEAD");
        assertThat(world.store.provenance(Version.of("1.0.0")).lines()).contains("commit: " + head);
        assertThat(world.store.provenance(Version.of("1.0.1")).lines()).contains("commit: " + head + ", with changes");
        assertThat(plan(new StagingSource.OnDisk(repository))
                        .version()
                        .orElseThrow()
                        .value())
                .endsWith("-dirty");
        assertThat(git("status", "--porcelain")).isEqualTo("?? data/b");
    }

    @Test
    void nothing_that_a_hostile_repository_configures_is_run() throws Exception {
        Path mark = world.dir.resolve("executed");
        String run = "sh -c 'echo $0 >> " + mark + "; cat'";
        StoreWorld.write(repository, ".gitattributes", "* filter=evil diff=evil export-subst\n");
        git("add", "-A");
        git("commit", "-qm", "attributes");
        for (String name : new String[] {
            "filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "diff.evil.textconv", "diff.external",
            "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "uploadpack.packObjectsHook",
            "tar.tar.command", "alias.archive", "credential.helper"
        }) {
            git("config", name, run);
        }
        Path hooks = Files.createDirectories(repository.resolve(".git/hooks"));
        for (String hook :
                new String[] {"post-checkout", "post-index-change", "fsmonitor-watchman", "reference-transaction"}) {
            Modes.set(Files.writeString(hooks.resolve(hook), "#!/bin/sh\necho " + hook + " >> " + mark + "\n"), 0755);
        }
        // Without this the test would prove nothing: the same repository, used as usual, does run something.
        new LocalProcesses().run(Command.of("git", "-C", repository.toString(), "archive", "-o", "/dev/null", "HEAD"));
        assertThat(mark).exists();
        Files.delete(mark);
        StoreWorld.write(repository, "data/b", "dirty");

        world.stage(at("HEAD"), "1.0.0");
        world.stage(repository, "1.0.1");
        plan(at("HEAD"));
        plan(new StagingSource.OnDisk(repository));

        assertThat(mark).doesNotExist();
        assertThat(world.store
                        .provenance(Version.of("1.0.1"))
                        .git()
                        .orElseThrow()
                        .dirty())
                .isTrue();
    }

    @Test
    void a_partial_clone_is_not_completed_by_the_program_that_it_names() throws Exception {
        Path mark = world.dir.resolve("executed");
        git("config", "extensions.partialClone", "evil");
        git("config", "remote.evil.promisor", "true");
        git("config", "remote.evil.url", "ext::sh -c 'touch " + mark + "'");
        git("config", "protocol.ext.allow", "always");
        String blob = git("rev-parse", "HEAD:data/a");
        Files.delete(repository.resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));

        assertThatThrownBy(() -> world.stage(at("HEAD"), "1.0.0"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(code(r)).isEqualTo(Code.SOURCE_UNREADABLE));
        assertThat(mark).doesNotExist();
        assertThat(world.everythingInReleases()).isEmpty();
    }

    @Test
    void files_come_out_as_they_were_committed_also_where_the_tree_asks_for_something_else() throws Exception {
        StoreWorld.write(repository, ".gitattributes", "data/a export-ignore\ndata/s export-subst\n*.txt eol=crlf\n");
        StoreWorld.write(repository, "data/s", "$Format:%H$\n");
        StoreWorld.write(repository, "data/t.txt", "line\n");
        git("add", "-A");
        git("commit", "-qm", "attributes");

        world.stage(at("HEAD"), "1.0.0");

        Path tree = world.store.tree(Version.of("1.0.0"));
        assertThat(tree.resolve("data/a")).exists();
        assertThat(tree.resolve("data/s")).hasContent("$Format:%H$\n");
        assertThat(Files.readString(tree.resolve("data/t.txt"))).isEqualTo("line\n");
    }

    @Test
    void a_submodule_is_refused_by_name_unless_it_is_ignored() throws Exception {
        StoreWorld.write(repository, ".gitmodules", "[submodule \"x\"]\n\tpath = vendor/x\n\turl = ../x\n");
        git("update-index", "--add", "--cacheinfo", "160000," + git("rev-parse", "HEAD") + ",vendor/x");
        git("add", "-A", ".gitmodules");
        git("commit", "-qm", "submodule");

        assertThatThrownBy(() -> world.stage(at("HEAD"), "1.0.0"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(code(r)).isEqualTo(Code.SOURCE_UNSAFE))
                .hasMessageContaining("submodule vendor/x");

        world.rules = world.rules.ignoring(java.util.List.of("vendor"));
        world.stage(at("HEAD"), "1.0.0");
        assertThat(world.store.tree(Version.of("1.0.0")).resolve("vendor")).doesNotExist();
    }

    @Test
    void what_is_no_repository_or_no_commit_is_refused() throws Exception {
        for (StagingSource source : new StagingSource[] {
            at("no-such-ref"),
            at("--upload-pack=touch"),
            at("a b"),
            new StagingSource.FromGit(world.dir.resolve("absent").toString(), "HEAD", Optional.empty()),
            new StagingSource.FromGit("--upload-pack=touch x", "HEAD", Optional.empty()),
            new StagingSource.FromGit("ext::sh -c true", "HEAD", Optional.empty()),
        }) {
            assertThatThrownBy(() -> world.stage(source, "1.0.0"))
                    .as(source.toString())
                    .isInstanceOfSatisfying(
                            Refused.class, r -> assertThat(code(r)).isEqualTo(Code.SOURCE_UNREADABLE));
        }
        assertThat(world.everythingInReleases()).isEmpty();
    }

    @Test
    void a_tree_that_is_larger_than_the_limits_is_refused_before_it_fills_the_disk() throws Exception {
        Files.write(repository.resolve("zeros"), new byte[8 << 20]);
        git("add", "-A");
        git("commit", "-qm", "zeros");
        world.rules = world.rules.limitedTo(new Limits(20, 1 << 20, 20));

        assertThatThrownBy(() -> world.stage(at("HEAD"), "1.0.0"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(code(r)).isEqualTo(Code.SOURCE_TOO_LARGE));
    }

    @Test
    void what_was_made_to_read_a_repository_is_for_this_user_alone_and_is_deleted() throws Exception {
        Path made;
        try (ScratchDirectory scratch = new ScratchDirectory()) {
            made = scratch.make();
            StoreWorld.write(made, "own.git/HEAD", "");
            assertThat(Inode.of(made).permissions()).isEqualTo(0700);
        }
        assertThat(made).doesNotExist();
    }

    private StagingSource at(String ref) {
        return new StagingSource.FromGit(repository.toString(), ref, Optional.empty());
    }

    private StagePlan plan(StagingSource source) {
        StagePlan plan = world.staging().plan(source, Optional.empty());
        assertThat(plan.refusals()).isEmpty();
        return plan;
    }

    private String git(String... words) {
        String[] all = Stream.concat(Stream.of("git"), Stream.of(words)).toArray(String[]::new);
        Finished finished = new LocalProcesses()
                .run(Command.of(all)
                        .in(repository)
                        .with(Map.of(
                                "HOME", world.dir.toString(),
                                "GIT_AUTHOR_NAME", "ada",
                                "GIT_AUTHOR_EMAIL", "ada@example.org",
                                "GIT_COMMITTER_NAME", "ada",
                                "GIT_COMMITTER_EMAIL", "ada@example.org")));
        assertThat(finished.ok()).as(finished.err()).isTrue();
        return finished.out().strip();
    }

    private static Code code(Refused refused) {
        return refused.refusals().getFirst().code();
    }
}
