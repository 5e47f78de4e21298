package io.smolotchi.release.web.security;

import io.smolotchi.release.web.accounts.Account;
import java.io.Serializable;
import java.security.Principal;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Somebody who is logged in. */
public final class Member extends AbstractAuthenticationToken {

    private final transient Account account;

    Member(Account account) {
        super(List.of(new SimpleGrantedAuthority("ROLE_" + account.role().name())));
        this.account = account;
        super.setAuthenticated(true);
    }

    /** As it was when the session began; {@link AccountStillThere} ends the session when that is no longer so. */
    public Account account() {
        return account;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return new Name(account.name());
    }

    private record Name(String name) implements Principal, Serializable {
        @Override
        public String getName() {
            return name;
        }
    }
}
