package io.smolotchi.release.health;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.process.Processes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes probes of what the settings say. */
public final class Probes {

    /** Long enough for a slow card and a cold cache, short enough that a hang is seen as one. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    static final Duration COMMAND_LIMIT = Duration.ofSeconds(15);

    /**
     * How health commands run: as a transient service without privileges.
     *
     * @param directory they run in
     * @param writable directories that they may write to, as the services may
     * @param environment beside what systemd sets
     */
    public record CommandSetting(
            String user, String group, String directory, List<String> writable, Map<String, String> environment) {
        public CommandSetting {
            writable = List.copyOf(writable);
            environment = Map.copyOf(environment);
        }
    }

    private final Processes processes;
    private final CommandSetting setting;
    private final PortHolders holders;

    public Probes(Processes processes, CommandSetting setting) {
        this.processes = processes;
        this.setting = setting;
        this.holders = new PortHolders(setting.user());
    }

    public List<Probe> of(List<Application.Check> checks) {
        return checks.stream().map(this::of).toList();
    }

    private Probe of(Application.Check check) {
        return switch (check) {
            case Application.Check.Http http -> new HttpProbe(http, LIMIT, holders);
            case Application.Check.Tcp tcp -> new TcpProbe(tcp, LIMIT, holders);
            case Application.Check.Command command -> new CommandProbe(command, setting, processes, COMMAND_LIMIT);
        };
    }
}
