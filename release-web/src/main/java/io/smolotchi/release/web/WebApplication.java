package io.smolotchi.release.web;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.web.figures.FiguresWiring;
import io.smolotchi.release.web.security.SecurityWiring;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/**
 * The web process. What Boot configures is named one by one: most of what the class path would switch on (data sources, Flyway, repositories) belongs to
 * the core, which opens its catalog itself, and every configuration costs start-up time on a small machine.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    ConfigurationPropertiesAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    SslAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    ServletWebSecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
})
@ComponentScan(
        basePackages = {
            "io.smolotchi.release.web.pages",
            "io.smolotchi.release.web.live",
            "io.smolotchi.release.web.api"
        })
@Import({AccountsWiring.class, ServerWiring.class, SecurityWiring.class, FiguresWiring.class})
@EnableConfigurationProperties(WebSettings.class)
public class WebApplication {

    /** Starts to serve. The front door is closed when the server has stopped. */
    static ConfigurableApplicationContext start(WebOptions options, FrontDoor frontDoor) {
        HostRoot root = new HostRoot(options.root());
        SpringApplication application = new SpringApplication(WebApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setAddCommandLineProperties(false);
        application.setDefaultProperties(Map.of(
                "spring.config.additional-location",
                "optional:file:" + root.resolve("/etc/smolotchi-release/application.yaml")));
        application.addInitializers(context -> {
            ConfigurableListableBeanFactory beans = context.getBeanFactory();
            beans.registerSingleton("hostRoot", root);
            beans.registerSingleton("advice", new Advice(root.dir().toString()));
            beans.registerSingleton("changes", frontDoor.changes());
            beans.registerSingleton("inquiries", frontDoor.inquiries());
            if (beans instanceof DefaultListableBeanFactory factory) {
                factory.registerDisposableBean("frontDoor", frontDoor.close()::close);
            }
            Map<String, Object> said = new HashMap<>();
            options.port().ifPresent(port -> said.put("server.port", port));
            if (options.insecure()) {
                said.put("smolotchi.web.insecure", true);
            }
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("command line", said));
        });
        return application.run();
    }
}
