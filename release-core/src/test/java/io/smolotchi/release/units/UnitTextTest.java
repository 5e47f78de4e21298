package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.units.UnitText.Assignment;
import org.junit.jupiter.api.Test;

class UnitTextTest {

    @Test
    void keys_and_values_are_trimmed_and_sections_kept() {
        UnitText text = UnitText.parse("[Unit]\n  Description =  a  b \n\n[Service]\nUser=x\nUser=\n");

        assertThat(text.assignments())
                .containsExactly(
                        new Assignment("Unit", "Description", "a  b", 2),
                        new Assignment("Service", "User", "x", 5),
                        new Assignment("Service", "User", "", 6));
        assertThat(text.oddities()).isEmpty();
    }

    @Test
    void a_backslash_at_the_end_continues_the_line() {
        UnitText text = UnitText.parse("[Service]\nExecStart=/bin/a \\\n  b\\\n  c\nUser=x\n");

        assertThat(text.assignments())
                .containsExactly(
                        new Assignment("Service", "ExecStart", "/bin/a    b   c", 2),
                        new Assignment("Service", "User", "x", 5));
    }

    @Test
    void two_backslashes_at_the_end_do_not() {
        assertThat(UnitText.parse("[S]\nA=x\\\\\nUser=root\n").assignments())
                .containsExactly(new Assignment("S", "A", "x\\\\", 2), new Assignment("S", "User", "root", 3));
    }

    @Test
    void a_space_after_the_backslash_ends_the_line() {
        assertThat(UnitText.parse("[S]\nA=x \\ \nUser=root\n").assignments())
                .extracting(Assignment::key)
                .containsExactly("A", "User");
    }

    @Test
    void a_comment_inside_a_continued_line_is_skipped_and_the_line_goes_on() {
        UnitText text = UnitText.parse("[S]\nA=x \\\n# a comment \\\n; another\n y\nUser=root\n");

        assertThat(text.assignments())
                .containsExactly(new Assignment("S", "A", "x   y", 2), new Assignment("S", "User", "root", 6));
    }

    @Test
    void a_comment_does_not_continue() {
        assertThat(UnitText.parse("[S]\n# hidden \\\nUser=root\n").assignments())
                .containsExactly(new Assignment("S", "User", "root", 3));
    }

    @Test
    void an_assignment_can_begin_in_a_continued_empty_line() {
        assertThat(UnitText.parse("[S]\n\\\nUser=root\n").assignments())
                .containsExactly(new Assignment("S", "User", "root", 2));
    }

    @Test
    void a_key_can_be_continued_too() {
        assertThat(UnitText.parse("[S]\nUser\\\n=root\n").assignments())
                .containsExactly(new Assignment("S", "User", "root", 2));
    }

    @Test
    void a_line_ends_where_systemd_ends_it() {
        assertThat(UnitText.parse("[S]\nA=1\rUser=root\0Group=root\r\nB=2\n").assignments())
                .extracting(Assignment::key)
                .containsExactly("A", "User", "Group", "B");
    }

    @Test
    void the_last_line_needs_no_end() {
        assertThat(UnitText.parse("[S]\nUser=root\\").assignments())
                .containsExactly(new Assignment("S", "User", "root", 2));
    }

    @Test
    void what_systemd_would_ignore_is_odd() {
        assertThat(UnitText.parse("User=root\n[S\n[S]\nno equals\n").oddities())
                .extracting(UnitText.Oddity::line)
                .containsExactly(1, 2, 4);
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_word() {
        assertThat(UnitText.parse("\uFEFF[S]\nA=1\n").assignments()).containsExactly(new Assignment("S", "A", "1", 2));
    }
}
