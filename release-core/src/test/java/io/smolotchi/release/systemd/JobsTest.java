package io.smolotchi.release.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobsTest {

    private static final String JOB = "/org/freedesktop/systemd1/job/7";

    private final Jobs jobs = new Jobs();

    JobsTest() {
        jobs.trust(":1.1");
    }

    @Test
    void a_job_that_ended_before_its_path_was_known_is_not_lost() {
        try (Jobs.Listening listening = jobs.listen()) {
            jobs.removed(":1.1", JOB, "done");
            assertThat(listening.end(JOB)).isCompletedWithValue("done");
        }
    }

    @Test
    void each_listener_hears_of_it() {
        try (Jobs.Listening one = jobs.listen();
                Jobs.Listening other = jobs.listen()) {
            var early = one.end(JOB);
            jobs.removed(":1.1", JOB, "failed");
            assertThat(early).isCompletedWithValue("failed");
            assertThat(other.end(JOB)).isCompletedWithValue("failed");
        }
    }

    @Test
    void a_signal_from_somebody_else_is_not_believed() {
        try (Jobs.Listening listening = jobs.listen()) {
            jobs.removed(":1.99", JOB, "done");
            assertThat(listening.end(JOB)).isNotDone();
        }
    }
}
