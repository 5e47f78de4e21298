package io.smolotchi.release.operator;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who somebody is, and whether he may. What is refused is written to the journal. */
final class Doorkeeper {

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    /** That the package makes. */
    static final String WEB = "smolotchi-release-web";

    private static final Pattern ACCOUNT = Pattern.compile("\\p{Graph}{1,64}");

    private final Authority authority;
    private final Logins logins;

    Doorkeeper(Authority authority, Logins logins) {
        this.authority = authority;
        this.logins = logins;
    }

    static boolean isWeb(Logins logins, long uid) {
        return logins.uid(WEB).filter(web -> web == uid).isPresent();
    }

    /** @throws Refused NOT_ALLOWED */
    void require(Peer peer, Permission permission, boolean mayAsk) {
        if (!authority.allows(peer, permission, mayAsk)) {
            String login = logins.name(peer.uid());
            LOG.warn("refused to {} (uid {}): {}", login, peer.uid(), permission.action());
            throw new Refused(
                    Code.NOT_ALLOWED,
                    "cannot " + permission.word() + ": because " + login + " may not do that on this machine",
                    "use sudo, or let polkit allow " + permission.action());
        }
    }

    void refused(Peer peer, String what) {
        LOG.warn("refused to {} (uid {}): {}", logins.name(peer.uid()), peer.uid(), what);
    }

    /**
     * The web knows who its visitors are. Of everybody else the bus knows it, whatever he says.
     *
     * @param said by whoever calls
     */
    Caller caller(Peer peer, String said, String reason) {
        return visitor(peer, said)
                .map(account -> new Caller(account, Origin.WEB, reason))
                .orElseGet(() -> new Caller(logins.name(peer.uid()), Origin.CONSOLE, reason));
    }

    private Optional<String> visitor(Peer peer, String said) {
        return Optional.of(said)
                .filter(account ->
                        isWeb(logins, peer.uid()) && ACCOUNT.matcher(account).matches());
    }
}
