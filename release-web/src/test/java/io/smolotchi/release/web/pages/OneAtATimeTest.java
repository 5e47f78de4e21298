package io.smolotchi.release.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.Changes;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.SmallPlan;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {

    private static final Plan PLAN = new SmallPlan(SmallPlan.FORMAT, "a plan", List.of(), false, List.of());
    private static final Request STAGING =
            new Request.Stage(new Source.Upload("0123456789abcdef0123456789abcdef"), Optional.empty());

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(2);

    /** Plans of stagings take as long as the test wants. */
    private final Changes changes = (Changes) Proxy.newProxyInstance(
            Changes.class.getClassLoader(), new Class<?>[] {Changes.class}, (_, _, arguments) -> {
                if (arguments[0] instanceof Request.Stage) {
                    begun.countDown();
                    goOn.await();
                }
                return PLAN;
            });

    @Test
    void a_rollback_waits_neither_for_stagings_nor_for_the_doctor_nor_they_for_each_other() throws Exception {
        OneAtATime turn = new OneAtATime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Plan> staging = CompletableFuture.supplyAsync(() -> turn.plan(changes, STAGING), threads);
            CompletableFuture<Plan> doctor = CompletableFuture.supplyAsync(
                    () -> turn.of(() -> {
                        begun.countDown();
                        join(goOn);
                        return PLAN;
                    }),
                    threads);
            try {
                assertThat(begun.await(5, TimeUnit.SECONDS))
                        .as("both are at it")
                        .isTrue();

                assertThat(CompletableFuture.supplyAsync(() -> turn.plan(changes, Request.Rollback.nearest()), threads)
                                .get(5, TimeUnit.SECONDS))
                        .isEqualTo(PLAN);
            } finally {
                goOn.countDown();
            }
            assertThat(staging.get(5, TimeUnit.SECONDS)).isEqualTo(doctor.get(5, TimeUnit.SECONDS));
        }
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
