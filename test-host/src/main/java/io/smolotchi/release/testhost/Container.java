package io.smolotchi.release.testhost;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One boot of a host: from the start of systemd-nspawn to its end. */
final class Container {
    static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** With --keep-unit, nspawn leaves a restart to whoever started it and says so with this exit status. */
    static final int REBOOT = 133;

    private static final Set<String> BOOTED = Set.of("running", "degraded");
    private static final Duration DIAGNOSIS = Duration.ofSeconds(5);

    private final Cgroups cgroups;
    private final Console console;
    private final Process nspawn;
    private final long leader;

    private Container(Cgroups cgroups, Console console, Process nspawn, long leader) {
        this.cgroups = cgroups;
        this.console = console;
        this.nspawn = nspawn;
        this.leader = leader;
    }

    /** Starts nspawn and waits for its init, not for the end of the boot. */
    static Container start(ResourceName name, Path root, Console console, List<Bind> binds, Patience patience) {
        Cgroups cgroups = new Cgroups(name);
        cgroups.create();
        List<String> command = new ArrayList<>(List.of(
                "systemd-nspawn",
                "--quiet",
                "--boot",
                "--directory=" + root,
                "--machine=" + name,
                "--register=no",
                "--keep-unit",
                "--settings=no",
                "--link-journal=no",
                "--resolv-conf=off",
                "--timezone=off",
                // Not pipe: init then has no console to write to, and a boot that fails says nothing.
                "--console=read-only",
                "--network-namespace-path=/run/netns/" + name));
        binds.forEach(bind -> command.add(bind.option()));
        try {
            Process nspawn = new ProcessBuilder(cgroups.around(command))
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(console.file().toFile()))
                    .start();
            boolean started = patience.until(() -> findLeader(nspawn).isPresent() || !nspawn.isAlive());
            Optional<Long> leader = findLeader(nspawn);
            if (!started || leader.isEmpty()) {
                throw new TestHostException(
                        "cannot boot " + name + ": systemd-nspawn started no init. It printed:\n" + console.text());
            }
            return new Container(cgroups, console, nspawn, leader.get());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start systemd-nspawn", e);
        }
    }

    /** The child is called systemd-nspawn, and more, until it has become the host's init. */
    private static Optional<Long> findLeader(Process nspawn) {
        return nspawn.children()
                .map(ProcessHandle::pid)
                .filter(Container::isInit)
                .findFirst();
    }

    private static boolean isInit(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "comm"))
                    .strip()
                    .equals("systemd");
        } catch (IOException gone) {
            return false;
        }
    }

    long leader() {
        return leader;
    }

    boolean isAlive() {
        return nspawn.isAlive();
    }

    /** The command as it has to be started outside to run inside. */
    List<String> inside(List<String> command) {
        List<String> words = new ArrayList<>(List.of(
                "nsenter",
                "--target=" + leader,
                "--mount",
                "--uts",
                "--ipc",
                "--net",
                "--pid",
                "--cgroup",
                "--root",
                "--wd",
                "--",
                "env",
                "-i",
                "PATH=" + PATH,
                "LANG=C.UTF-8",
                "HOME=/root"));
        words.addAll(command);
        return cgroups.besideInit(words);
    }

    /** Waits for the end of the boot and gives systemd's word for the state: running, or degraded. */
    String awaitBooted(Patience patience) {
        String state = "unknown";
        while (!patience.isOver() && nspawn.isAlive()) {
            state = systemState(patience.left());
            if (BOOTED.contains(state)) {
                return state;
            }
            patience.pause();
        }
        throw new TestHostException("not booted after %s, state %s, jobs:%n%s%nconsole:%n%s"
                .formatted(
                        patience.limit(), state, nspawn.isAlive() ? pendingJobs() : "none, it ended", console.text()));
    }

    /** Early in the boot systemctl can't connect; near the limit it has to be killed. Both mean: not yet. */
    private String systemState(Duration limit) {
        try {
            return Command.run(limit, inside(List.of("systemctl", "is-system-running", "--wait")))
                    .stdout()
                    .strip();
        } catch (TestHostException tooSlow) {
            return "starting";
        }
    }

    /** And where the first thread is of what keeps them waiting: a Java program tells it on SIGQUIT. */
    private String pendingJobs() {
        try {
            return Command.run(DIAGNOSIS, inside(List.of("sh", "-c", """
                            systemctl list-jobs --no-pager
                            for unit in $(systemctl list-jobs --no-legend --no-pager | awk '$4 == "running" {print $2}'); do
                              systemctl kill --signal=QUIT "$unit"
                              sleep 1
                              journalctl -b --no-pager -o cat -u "$unit" | grep -A 20 '^"main"' \
                                || journalctl -b --no-pager -n 5 -u "$unit"
                            done
                            """))).stdout();
        } catch (TestHostException tooSlow) {
            return "unknown, systemctl does not answer";
        }
    }

    /** Asks for an orderly shutdown. False when it was not done within the limit. */
    boolean shutDown(Duration limit) {
        nspawn.destroy();
        return Command.await(nspawn, limit);
    }

    /** SIGKILL to the init, which takes everything in the host along; nspawn sees it and tidies up its own things. */
    void kill(Duration limit) {
        ProcessHandle.of(leader).ifPresent(ProcessHandle::destroyForcibly);
        Command.await(nspawn, limit);
    }

    /** Waits for the end that the host itself brought about; empty when it still runs after the limit. */
    Optional<Integer> awaitEnd(Duration limit) {
        return Command.await(nspawn, limit) ? Optional.of(nspawn.exitValue()) : Optional.empty();
    }
}
