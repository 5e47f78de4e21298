package io.smolotchi.release.web;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.web.security.ApiErrors;
import io.smolotchi.release.web.security.HostNames;
import io.smolotchi.release.web.security.SameOrigin;
import io.smolotchi.release.web.uploads.Uploads;
import java.time.Clock;
import org.apache.catalina.session.StandardManager;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The server below the pages: where it listens, what it answers to, what it serves as files. */
@Configuration(proxyBeanMethods = false)
class ServerWiring implements WebMvcConfigurer {

    /** About 2 kB each; anybody can begin one by asking for the login page. */
    private static final int MOST_SESSIONS = 2_000;

    private final WebSettings settings;

    ServerWiring(WebSettings settings) {
        this.settings = settings;
    }

    @Bean
    Uploads uploads(HostRoot root, Clock clock) {
        Uploads uploads = new Uploads(
                root.resolve(Source.Upload.DIRECTORY), settings.uploadMost().toBytes(), clock);
        uploads.sweep();
        return uploads;
    }

    /** Before everything else, security included. */
    @Bean
    FilterRegistrationBean<HostNames> hostNames() {
        FilterRegistrationBean<HostNames> registration = new FilterRegistrationBean<>(new HostNames(settings.hosts()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<ApiErrors> apiErrors() {
        FilterRegistrationBean<ApiErrors> registration = new FilterRegistrationBean<>(new ApiErrors());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<SameOrigin> sameOrigin() {
        FilterRegistrationBean<SameOrigin> registration = new FilterRegistrationBean<>(new SameOrigin());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat() {
        return factory -> {
            Exposure.refuseUnlessSafe(factory.getAddress(), factory.getSsl(), settings.insecure());
            factory.addContextCustomizers(context -> {
                StandardManager sessions = new StandardManager();
                sessions.setMaxActiveSessions(MOST_SESSIONS);
                sessions.setPathname(null);
                context.setManager(sessions);
            });
        };
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // asked again each time and answered with 304: a new version of the program must not meet an old script
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(
                        "classpath:/assets/",
                        "classpath:/META-INF/resources/webjars/htmx.org/" + settings.htmxVersion() + "/dist/")
                .setCacheControl(CacheControl.noCache());
    }
}
