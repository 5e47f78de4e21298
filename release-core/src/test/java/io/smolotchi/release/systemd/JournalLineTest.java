package io.smolotchi.release.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JournalLineTest {

    @Test
    void an_entry_is_read_with_its_fields() {
        assertThat(JournalLine.parseAll("""
                        {"__REALTIME_TIMESTAMP":"1795515027447381","MESSAGE":"went down","_PID":"41","PRIORITY":"3","SYSLOG_IDENTIFIER":"python3","_COMM":"python"}
                        """))
                .containsExactly(
                        new JournalLine(Instant.parse("2026-11-24T10:10:27.447381Z"), "python3", 41, 3, "went down"));
    }

    @Test
    void a_message_that_is_not_text_is_read_all_the_same() {
        assertThat(JournalLine.parseAll("""
                        {"MESSAGE":[104,105,255]}
                        {"MESSAGE":null}
                        {"MESSAGE":["first","second"]}
                        """)).extracting(JournalLine::message).containsExactly("hi\uFFFD", "", "first");
    }

    @Test
    void what_a_release_writes_does_not_move_the_cursor() {
        assertThat(JournalLine.parseAll("{\"MESSAGE\":\"a\\u001b[2Jb\\r\\nc\"}"))
                .extracting(JournalLine::message)
                .containsExactly("a\uFFFD[2Jb\uFFFD\nc");
    }

    @Test
    void a_line_that_was_cut_off_is_left_out() {
        assertThat(JournalLine.parseAll("{\"MESSAGE\":\"a\"}\n{\"MESS")).hasSize(1);
    }

    @Test
    void a_line_reads_as_in_a_log() {
        Instant at = Instant.parse("2026-11-24T10:10:27.447Z");
        assertThat(new JournalLine(at, "python3", 41, 3, "went\ndown").text())
                .isEqualTo("2026-11-24T10:10:27.447Z python3[41]: went\n    down");
        assertThat(new JournalLine(at, "kernel", 0, 3, "oom").text()).isEqualTo("2026-11-24T10:10:27.447Z kernel: oom");
    }

    @Test
    void a_time_is_written_in_seconds_with_its_fraction() {
        assertThat(JournalLine.seconds(Instant.parse("2026-11-24T10:10:27.447381Z")))
                .isEqualTo("1795515027.447381");
        assertThat(JournalLine.seconds(Instant.EPOCH)).isEqualTo("0.000000");
    }
}
