package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operator.OperatorClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the pages ask. */
class DoorTest {

    private static final Map<String, String> TOLD = Map.of(OperatorClient.VARIABLE, "1");

    @TempDir
    Path elsewhere;

    @Test
    void it_is_the_operator_when_the_environment_says_so() throws Exception {
        FrontDoor door = FrontDoor.open(new HostRoot(Path.of("/")), TOLD);
        assertThat(door.inquiries()).hasToString("inquiries of the operator");
        door.close().close();
    }

    @Test
    void it_is_the_machine_itself_otherwise_and_below_another_root() throws Exception {
        for (FrontDoor door : new FrontDoor[] {
            FrontDoor.open(new HostRoot(elsewhere), Map.of()), FrontDoor.open(new HostRoot(elsewhere), TOLD)
        }) {
            assertThat(door.inquiries().releases()).isEmpty();
            door.close().close();
        }
    }
}
