package io.smolotchi.release.web;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.descriptor.HostRoot;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the pages meet the core. */
@Configuration(proxyBeanMethods = false)
class FrontDoor {

    @Bean
    Changes changes(HostRoot root) {
        throw new IllegalStateException("no core is connected for " + root.dir());
    }

    @Bean
    Inquiries inquiries(HostRoot root) {
        throw new IllegalStateException("no core is connected for " + root.dir());
    }
}
