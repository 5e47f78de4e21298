package io.smolotchi.release.systemd;

import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.TestHost;
import java.util.ArrayList;
import java.util.List;

/** Starts programs inside a test host, as a release manager that runs there would. */
public final class HostProcesses implements Processes {

    private final TestHost host;

    public HostProcesses(TestHost host) {
        this.host = host;
    }

    @Override
    public Finished run(Command command) {
        List<String> words = new ArrayList<>(List.of("env"));
        command.environment().forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(command.arguments());
        ExecResult result = host.exec(command.timeout(), words);
        return new Finished(result.exit(), result.stdout(), result.stderr(), false);
    }
}
