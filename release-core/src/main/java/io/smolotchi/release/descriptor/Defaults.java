package io.smolotchi.release.descriptor;

import io.smolotchi.release.descriptor.Application.Check;
import io.smolotchi.release.descriptor.Application.Directories;
import io.smolotchi.release.descriptor.Application.Health;
import io.smolotchi.release.descriptor.Application.Policy;
import io.smolotchi.release.descriptor.Application.Python;
import io.smolotchi.release.descriptor.Application.Retention;
import io.smolotchi.release.descriptor.Application.Store;
import io.smolotchi.release.descriptor.Application.Units;
import io.smolotchi.release.descriptor.Application.Web;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What holds where the host's settings say nothing. Units and modules are known for smolotchi only. */
final class Defaults {

    private static final Units SMOLOTCHI = new Units(
            List.of(
                    "smolotchi-core.service",
                    "smolotchi-ai-worker.service",
                    "smolotchi-web.service",
                    "smolotchi-display.service",
                    "smolotchi-prune.service",
                    "smolotchi-prune.timer"),
            List.of("smolotchi-display.service"),
            true,
            Units.Exec.LAYOUT,
            Map.of(
                    "smolotchi-core.service", "smolotchi.cli core",
                    "smolotchi-ai-worker.service", "smolotchi.ai.worker",
                    "smolotchi-web.service", "smolotchi.cli web",
                    "smolotchi-display.service", "smolotchi.cli display",
                    "smolotchi-prune.service", "smolotchi.cli prune"));

    private static final Units NONE = new Units(List.of(), List.of(), true, Units.Exec.LAYOUT, Map.of());

    private Defaults() {}

    static Application of(String name) {
        Web web = new Web("127.0.0.1", 8080, "auto");
        return new Application(
                name,
                name + "-",
                name,
                name,
                new Directories("/opt/" + name, "/var/lib/" + name, "/run/" + name),
                Layout.PROD,
                Optional.empty(),
                web,
                new Python(Optional.empty(), true),
                name.equals("smolotchi") ? SMOLOTCHI : NONE,
                new Policy(List.of(), List.of(), List.of(), false),
                new Health(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(90),
                        List.of(webCheck(web))),
                new Retention(3, Duration.ofDays(1), 2),
                new Store(true, 100_000, 2_048, 40, 64, List.of()));
    }

    /** The check that follows the web's bind and port as long as nobody names checks. */
    static Check webCheck(Web web) {
        return new Check.Http("web", web.url(), 200, 399);
    }
}
