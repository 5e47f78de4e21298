package io.smolotchi.release.web;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.web.accounts.Accounts;
import io.smolotchi.release.web.accounts.ApiTokens;
import io.smolotchi.release.web.accounts.LoginAudit;
import io.smolotchi.release.web.accounts.LoginGuard;
import io.smolotchi.release.web.accounts.Passwords;
import io.smolotchi.release.web.accounts.WebDatabase;
import java.io.IOException;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code web.db} and what reads and writes it. */
@Configuration(proxyBeanMethods = false)
class AccountsWiring {

    @Bean
    WebDatabase webDatabase(HostRoot root) throws IOException {
        return WebDatabase.open(root.resolve(WebMain.DATABASE));
    }

    @Bean
    Accounts accounts(WebDatabase database, Clock clock) {
        return new Accounts(database, Passwords.encoder(), clock);
    }

    @Bean
    LoginGuard loginGuard(WebDatabase database, Clock clock) {
        return new LoginGuard(database, clock);
    }

    @Bean
    LoginAudit loginAudit(WebDatabase database, Clock clock) {
        return new LoginAudit(database, clock);
    }

    @Bean
    ApiTokens apiTokens(WebDatabase database, Clock clock) {
        return new ApiTokens(database, clock);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
