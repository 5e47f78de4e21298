package io.smolotchi.release.web;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import java.nio.file.Files;
import java.time.Duration;

/** Shows the pages over a world in memory, to look at them: {@code java ... io.smolotchi.release.web.Exhibition PORT}. */
final class Exhibition {

    private Exhibition() {}

    public static void main(String[] args) throws Exception {
        WebProcess process = WebProcess.start(
                Files.createTempDirectory("exhibition"),
                world().pace(Duration.ofMillis(900)),
                args.length == 0 ? 8090 : Integer.parseInt(args[0]));
        System.out.println(process.address() + " operator / " + WebProcess.PASSWORD);
    }

    static StagedWorld world() {
        return new StagedWorld()
                .release("1.0.0")
                .release("1.1.0")
                .release("1.2.0")
                .release("broken-1.3.0")
                .release("1.4.0")
                .activated("1.0.0", new Outcome.Healthy(), Duration.ofDays(12), "root", "first installation")
                .activated("1.1.0", new Outcome.Healthy(), Duration.ofDays(3), "martha", "the fix for #41")
                .activated(
                        "1.2.0",
                        new Outcome.RolledBack(
                                "watch",
                                Code.HEALTH_FAILED,
                                "the check http answered 500 nine times in a row",
                                Blame.RELEASE),
                        Duration.ofHours(30),
                        "martha",
                        "new dashboard, please look at it");
    }
}
