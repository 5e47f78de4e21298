package io.smolotchi.release.web.figures;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.smolotchi.release.Inquiries;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.InfoEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoints below {@code /actuator}: health, info and prometheus, and no others. Who may ask is said with the rest of the rules. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    EndpointAutoConfiguration.class,
    WebEndpointAutoConfiguration.class,
    ServletManagementContextAutoConfiguration.class,
    ManagementContextAutoConfiguration.class,
    HealthContributorRegistryAutoConfiguration.class,
    HealthContributorAutoConfiguration.class,
    HealthEndpointAutoConfiguration.class,
    InfoContributorAutoConfiguration.class,
    InfoEndpointAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    PrometheusMetricsExportAutoConfiguration.class
})
public class FiguresWiring {

    @Bean
    ProcessFigures processFigures() {
        return new ProcessFigures();
    }

    @Bean
    PrometheusRegistry prometheusRegistry(ProcessFigures ofThisProcess, Inquiries inquiries) {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new ReleaseFigures(inquiries));
        ofThisProcess.join(registry);
        return registry;
    }

    @Bean
    HealthIndicator releasesHealthIndicator(Inquiries inquiries) {
        return new ReleasesHealth(inquiries);
    }

    @Bean
    InfoContributor programInfo() {
        String version = Optional.ofNullable(FiguresWiring.class.getPackage().getImplementationVersion())
                .orElse("development");
        return info -> info.withDetail("program", Map.of("name", "smolotchi-release-web", "version", version));
    }
}
