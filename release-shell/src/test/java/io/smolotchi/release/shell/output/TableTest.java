package io.smolotchi.release.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TableTest {

    private static Look look(int width) {
        return new Look(width, false, true, Instant.EPOCH, ZoneId.of("UTC"));
    }

    private static Table table() {
        Table table = new Table().column("NAME").numbers("SIZE").text("PATH").text("NOTE");
        table.row(Cell.of("a"), Cell.of("5"), Cell.of("/some/very/long/path/of/a/file"), Cell.of("a note too"));
        table.row(Cell.of("bcdefgh"), Cell.of("123456"), Cell.of("/short"), Cell.of(""));
        return table;
    }

    @Test
    void columns_are_aligned_and_numbers_flush_right() {
        assertThat(table().lines(look(100)))
                .containsExactly(
                        "NAME       SIZE  PATH                            NOTE",
                        "a             5  /some/very/long/path/of/a/file  a note too",
                        "bcdefgh  123456  /short");
    }

    @Test
    void the_widest_column_is_cut_first() {
        Table table = table();
        table.row(Cell.of("n".repeat(22)), Cell.of("7"), Cell.of("/x"), Cell.of(""));
        assertThat(table.lines(look(60)))
                .allMatch(line -> line.length() <= 60)
                .element(1)
                .isEqualTo("a                            5  /some/very/long…  a note too");
    }

    @Test
    void what_does_not_fit_at_all_is_left_out_from_the_right() {
        Table table = new Table().column("NAME").numbers("SIZE").text("PATH").text("NOTE");
        table.row(Cell.of("a".repeat(40)), Cell.of("5"), Cell.of("/some/very/long/path"), Cell.of("a note too"));
        assertThat(table.lines(look(60)))
                .containsExactly(
                        "NAME                                      SIZE  PATH", "a".repeat(40) + "     5  /some/v…");
    }

    @Test
    void on_a_very_narrow_terminal_each_row_becomes_a_block() {
        assertThat(table().lines(look(26)))
                .containsExactly(
                        "a",
                        "  size  5",
                        "  path  /some/very/long/path/of/a/file",
                        "  note  a note too",
                        "bcdefgh",
                        "  size  123456",
                        "  path  /short");
        assertThat(table().lines(look(16))).contains("  note  a note", "        too");
    }

    @Test
    void columns_that_may_not_be_cut_become_lines_of_a_block_rather_than_wrap() {
        Table table = new Table().column("NAME").column("STATE");
        table.row(Cell.of("x".repeat(60)), Cell.of("active (running)"));
        assertThat(table.lines(look(70))).containsExactly("x".repeat(60), "  state  active (running)");
    }

    @Test
    void a_column_without_text_is_not_shown() {
        Table table = new Table().column("A").text("EMPTY").column("B");
        table.row(Cell.of("1"), Cell.of(""), Cell.of("2"));
        assertThat(table.lines(look(80))).containsExactly("A  B", "1  2");
    }

    @Test
    void wide_characters_take_two_columns() {
        Table table = new Table().column("A").column("B");
        table.row(Cell.of("日本"), Cell.of("x"));
        table.row(Cell.of("abcd"), Cell.of("y"));
        assertThat(table.lines(look(80))).containsExactly("A     B", "日本  x", "abcd  y");
    }

    @Test
    void control_characters_of_others_do_not_reach_the_terminal() {
        Table table = new Table().column("A");
        table.row(Cell.of("a\u001b[31mb\nc\u202ed"));
        assertThat(table.lines(look(80)).get(1)).isEqualTo("a?[31mb c?d");
    }
}
