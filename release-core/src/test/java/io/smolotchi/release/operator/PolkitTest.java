package io.smolotchi.release.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolkitTest {

    private static final Peer ROOT = new Peer(":1.1", 0);
    private static final Peer WEB = new Peer(":1.2", 998);
    private static final Peer ADA = new Peer(":1.3", 1000);

    @TempDir
    Path directory;

    @Test
    void where_there_is_none_root_and_the_webs_user_alone_may() throws Exception {
        try (PrivateBus bus = new PrivateBus(directory);
                DBusConnection own = BusLink.connect(bus.address(), 1)) {
            Polkit polkit = new Polkit(own, uid -> uid == 998);
            for (Permission permission : Permission.values()) {
                assertThat(polkit.allows(ROOT, permission, false)).isTrue();
                assertThat(polkit.allows(WEB, permission, false)).isTrue();
                assertThat(polkit.allows(ADA, permission, true)).isFalse();
            }
        }
    }

    /** polkit answers so when the caller went away. */
    @Test
    void that_a_name_has_no_owner_does_not_mean_that_there_is_no_polkit() {
        assertThat(new BusFailure("org.freedesktop.DBus.Error.ServiceUnknown", "").isNobodyThere())
                .isTrue();
        assertThat(new BusFailure("org.freedesktop.DBus.Error.NameHasNoOwner", "").isNobodyThere())
                .isFalse();
    }

    @Test
    void that_somebody_may_read_is_remembered_for_ten_seconds_and_nothing_else_is() {
        AtomicLong nanos = new AtomicLong();
        List<Permission> asked = new ArrayList<>();
        Remembered remembered = new Remembered(
                (peer, permission, mayAsk) -> {
                    asked.add(permission);
                    return peer.equals(WEB);
                },
                nanos::get);
        assertThat(remembered.allows(WEB, Permission.READ, false)).isTrue();
        assertThat(remembered.allows(WEB, Permission.READ, false)).isTrue();
        assertThat(asked).containsExactly(Permission.READ);
        assertThat(remembered.allows(ADA, Permission.READ, false)).isFalse();
        assertThat(remembered.allows(ADA, Permission.READ, false)).isFalse();
        assertThat(asked).hasSize(3);
        remembered.allows(WEB, Permission.MARK, false);
        remembered.allows(WEB, Permission.MARK, false);
        assertThat(asked).hasSize(5);
        nanos.set(Duration.ofSeconds(11).toNanos());
        remembered.allows(WEB, Permission.READ, false);
        assertThat(asked).hasSize(6);
    }
}
