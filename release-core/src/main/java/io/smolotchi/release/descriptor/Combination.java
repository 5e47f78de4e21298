package io.smolotchi.release.descriptor;

import io.smolotchi.release.descriptor.Application.Check;
import io.smolotchi.release.descriptor.Application.Health;
import io.smolotchi.release.descriptor.Application.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The host's settings as they apply to one release. The host has the last word: a release can ask for more, never for less. */
final class Combination {

    private Combination() {}

    static Application of(Application host, ReleaseDescriptor release) {
        return new Application(
                host.name(),
                host.unitPrefix(),
                host.user(),
                host.group(),
                host.directories(),
                host.layout(),
                host.project(),
                host.web(),
                host.python(),
                units(host, release.units()),
                host.policy(),
                health(host, release.health()),
                host.retention(),
                host.store());
    }

    private static Units units(Application application, ReleaseDescriptor.UnitFiles release) {
        Units host = application.units();
        // Names that no release may have are refused by the unit policy, with all else that it finds
        List<String> fitting = release.install().stream()
                .filter(unit -> unit.startsWith(application.unitPrefix()) && !unit.startsWith("smolotchi-release"))
                .toList();
        return new Units(
                union(host.install(), fitting),
                union(host.optional(), release.optional()),
                host.withDisplay(),
                host.exec(),
                host.modules());
    }

    private static Health health(Application host, ReleaseDescriptor.HealthHints release) {
        Health health = host.health();
        return new Health(
                health.interval(),
                longer(health.deadline(), release.deadline()),
                longer(health.steady(), release.steady()),
                health.stopTimeout(),
                checks(host, release.checks()));
    }

    private static List<Check> checks(Application host, List<Check> release) {
        List<Check> own = host.health().checks();
        if (!release.isEmpty() && own.equals(List.of(Defaults.webCheck(host.web())))) {
            return release;
        }
        Set<String> names = own.stream().map(Check::name).collect(Collectors.toSet());
        List<Check> all = new ArrayList<>(own);
        release.stream().filter(check -> !names.contains(check.name())).forEach(all::add);
        return all;
    }

    private static Duration longer(Duration host, Optional<Duration> release) {
        return release.filter(wanted -> wanted.compareTo(host) > 0).orElse(host);
    }

    private static List<String> union(List<String> one, List<String> other) {
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }
}
