package io.smolotchi.release.web.security;

import io.smolotchi.release.web.accounts.ApiToken;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A program with a token, for one request. */
public final class Program extends AbstractAuthenticationToken {

    private final String name;

    Program(ApiToken token) {
        super(List.of(new SimpleGrantedAuthority("ROLE_" + token.role().name())));
        this.name = "token:" + token.name();
        super.setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return name;
    }
}
