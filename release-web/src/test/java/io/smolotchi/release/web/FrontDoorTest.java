package io.smolotchi.release.web;

import io.smolotchi.release.architecture.FrontDoorRule;
import io.smolotchi.release.architecture.ProcessRule;
import org.junit.jupiter.api.Test;

class FrontDoorTest {

    @Test
    void the_pages_see_of_the_core_its_front_door_only() {
        FrontDoorRule.holdsForTheModuleOf(WebMain.class);
    }

    @Test
    void the_pages_start_no_process() {
        ProcessRule.holdsForTheModuleOf(WebMain.class);
    }
}
