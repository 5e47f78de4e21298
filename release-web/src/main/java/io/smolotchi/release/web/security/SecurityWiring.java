package io.smolotchi.release.web.security;

import io.smolotchi.release.web.accounts.Accounts;
import io.smolotchi.release.web.accounts.ApiTokens;
import io.smolotchi.release.web.accounts.LoginAudit;
import io.smolotchi.release.web.accounts.LoginGuard;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/** Which requests are let through, and what every answer carries. */
@Configuration(proxyBeanMethods = false)
public class SecurityWiring {

    private static final Duration SESSION = Duration.ofHours(12);

    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    @Bean
    AuthenticationManager authenticationManager(Accounts accounts, LoginGuard guard, LoginAudit audit) {
        return new ProviderManager(new Login(accounts, guard, audit));
    }

    /** Pages only, and without a "?continue" in the address: null is what switches that off. */
    @SuppressWarnings("NullAway")
    private static HttpSessionRequestCache comeBack() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(Doorkeeper::isPage);
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    /** Programs: a token with each request, no session and no cookie, so that nothing can be forged in a browser. */
    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, ApiTokens tokens, LoginAudit audit, Clock clock) {
        http.securityMatcher("/api/**", "/actuator/**");
        http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.csrf(csrf -> csrf.disable());
        http.requestCache(cache -> cache.disable());
        http.authorizeHttpRequests(rules -> rules.requestMatchers(HttpMethod.GET, "/api/**", "/actuator/**")
                .authenticated()
                .requestMatchers(HttpMethod.HEAD, "/api/v1/**")
                .authenticated()
                .requestMatchers(HttpMethod.POST, "/api/v1/plans")
                .authenticated()
                .requestMatchers(
                        HttpMethod.POST, "/api/v1/operations", "/api/v1/operations/*/cancel", "/api/v1/uploads")
                .hasAnyRole("OPERATOR", "ADMINISTRATOR")
                .anyRequest()
                .denyAll());
        http.addFilterBefore(new Bearer(tokens, new RefusedTokens(audit, clock)), AuthorizationFilter.class);
        http.exceptionHandling(handling -> handling.authenticationEntryPoint((_, response, _) -> ApiProblem.send(
                        response,
                        HttpServletResponse.SC_UNAUTHORIZED,
                        "No token",
                        "Send a token that has not expired: Authorization: Bearer TOKEN"))
                .accessDeniedHandler((_, response, _) -> ApiProblem.send(
                        response,
                        HttpServletResponse.SC_FORBIDDEN,
                        "Not with this token",
                        "The role of the token does not allow that, or there is no such change")));
        http.headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'none'")));
        return http.build();
    }

    @Bean
    SecurityFilterChain requests(HttpSecurity http, Accounts accounts, LoginAudit audit) {
        HttpSessionRequestCache comeBack = comeBack();
        http.authorizeHttpRequests(rules -> rules.requestMatchers("/login", "/assets/**", "/healthz", "/error")
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/**")
                .authenticated()
                .requestMatchers(HttpMethod.POST, "/logout")
                .authenticated()
                .requestMatchers(HttpMethod.POST, "/review/**", "/upload", "/operations/*/cancel")
                .hasAnyRole("OPERATOR", "ADMINISTRATOR")
                .anyRequest()
                .denyAll());
        http.addFilterBefore(new AccountStillThere(accounts), AuthorizationFilter.class);
        http.requestCache(cache -> cache.requestCache(comeBack));
        http.exceptionHandling(handling -> handling.authenticationEntryPoint(new Doorkeeper()));
        http.formLogin(form -> form.loginPage("/login")
                .successHandler(new LoggedIn(comeBack, SESSION))
                .failureHandler((_, response, failure) ->
                        response.sendRedirect(failure instanceof LockedException ? "/login?locked" : "/login?failed")));
        http.logout(logout -> logout.logoutSuccessHandler((request, response, who) -> {
            if (who != null) {
                audit.record(LoginAudit.Event.LOGOUT, who.getName(), request.getRemoteAddr());
            }
            response.sendRedirect("/login?out");
        }));
        http.headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                .frameOptions(frames -> frames.deny())
                // not no-referrer: it would turn the Origin header of our own forms into "null"
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(
                        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")));
        return http.build();
    }
}
