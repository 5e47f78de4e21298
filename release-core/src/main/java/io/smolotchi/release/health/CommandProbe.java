package io.smolotchi.release.health;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.process.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Green when a command of the release exits with 0. It is code of the release, so it runs as the application's user in a transient service that
 * can't gain privileges and writes only where the services do; systemd ends it with all its children when its time is up.
 */
final class CommandProbe implements Probe {

    private final Application.Check.Command check;
    private final Probes.CommandSetting setting;
    private final Processes processes;
    private final Duration limit;

    CommandProbe(Application.Check.Command check, Probes.CommandSetting setting, Processes processes, Duration limit) {
        this.check = check;
        this.setting = setting;
        this.processes = processes;
        this.limit = limit;
    }

    @Override
    public String name() {
        return check.name();
    }

    @Override
    public Application.Limits limits() {
        return check.limits();
    }

    @Override
    public Answer ask() {
        Finished finished =
                processes.run(Command.of(words().toArray(String[]::new)).within(limit.plusSeconds(5)));
        if (finished.ok()) {
            return new Answer(true, "exit status 0");
        }
        String said = lastLine(finished.err().isBlank() ? finished.out() : finished.err());
        String how =
                finished.timedOut() ? "not done within " + limit.toSeconds() + " s" : "exit status " + finished.exit();
        return new Answer(false, said.isEmpty() ? how : how + ": " + said);
    }

    List<String> words() {
        List<String> properties = new ArrayList<>(List.of("RuntimeMaxSec=" + limit.toSeconds()));
        setting.writable().forEach(path -> properties.add("ReadWritePaths=-" + path));
        return new Sandbox(setting.user(), setting.group(), setting.directory(), properties, setting.environment())
                .words(check.command());
    }

    private static String lastLine(String text) {
        List<String> lines = text.strip().lines().toList();
        return lines.isEmpty()
                ? ""
                : lines.getLast().replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
