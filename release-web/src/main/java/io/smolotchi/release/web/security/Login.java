package io.smolotchi.release.web.security;

import io.smolotchi.release.web.accounts.Account;
import io.smolotchi.release.web.accounts.Accounts;
import io.smolotchi.release.web.accounts.LoginAudit;
import io.smolotchi.release.web.accounts.LoginGuard;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Looks at name and password, unless too many attempts failed before. */
final class Login implements AuthenticationProvider {

    private final Accounts accounts;
    private final LoginGuard guard;
    private final LoginAudit audit;
    /** One hash at a time: a crowd of attempts must not take all processors from what else runs on the machine. */
    private final Semaphore hashing = new Semaphore(1);

    Login(Accounts accounts, LoginGuard guard, LoginAudit audit) {
        this.accounts = accounts;
        this.guard = guard;
        this.audit = audit;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String name = attempt.getName();
        String address = address(attempt);
        // what can't be an account shares one line of the book, so that made-up names don't fill it
        String counted = Account.isName(name) ? name : "?";
        LoginGuard.Admission admission = guard.attempt(counted, address);
        if (admission.pause().isPresent()) {
            throw new LockedException("too many attempts");
        }
        Optional<Account> account = verify(name, String.valueOf(attempt.getCredentials()));
        if (account.isEmpty()) {
            audit.record(admission.locks() ? LoginAudit.Event.LOCKED : LoginAudit.Event.FAILED, name, address);
            throw new BadCredentialsException("no such account and password");
        }
        guard.succeeded(counted, address);
        audit.record(LoginAudit.Event.LOGIN, name, address);
        return new Member(account.get());
    }

    private Optional<Account> verify(String name, String password) {
        hashing.acquireUninterruptibly();
        try {
            return accounts.verify(name, password);
        } finally {
            hashing.release();
        }
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details && details.getRemoteAddress() != null
                ? details.getRemoteAddress()
                : "";
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
