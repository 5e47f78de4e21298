package io.smolotchi.release.shell;

import io.smolotchi.release.architecture.FrontDoorRule;
import io.smolotchi.release.architecture.ProcessRule;
import org.junit.jupiter.api.Test;

class FrontDoorTest {

    @Test
    void the_console_sees_of_the_core_its_front_door_only() {
        FrontDoorRule.holdsForTheModuleOf(Main.class);
    }

    @Test
    void the_console_starts_no_process() {
        ProcessRule.holdsForTheModuleOf(Main.class);
    }
}
