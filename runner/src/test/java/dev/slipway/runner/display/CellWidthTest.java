package dev.slipway.runner.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellWidthTest {
    @Test
    void characters_of_east_asia_and_pictures_take_two_columns_and_accents_none() {
        assertThat(CellWidth.of("abc")).isEqualTo(3);
        assertThat(CellWidth.of("漢字")).isEqualTo(4);
        assertThat(CellWidth.of("🚢")).isEqualTo(2);
        assertThat(CellWidth.of("e\u0301")).isEqualTo(1);
        assertThat(CellWidth.of("größer…")).isEqualTo(7);
    }

    @Test
    void what_does_not_fit_is_cut_before_the_character_that_would_stand_out() {
        assertThat(CellWidth.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(CellWidth.cut("abcdef", 5)).isEqualTo("abcd…");
        assertThat(CellWidth.cut("漢字漢字", 6)).isEqualTo("漢字…");
        assertThat(CellWidth.cut("漢字漢字", 7)).isEqualTo("漢字漢…");
        assertThat(CellWidth.cut("漢字", 1)).isEqualTo("…");
        assertThat(CellWidth.cut("🚢🚢", 3)).isEqualTo("🚢…");
        assertThat(CellWidth.cut("abc", 0)).isEmpty();
    }

    @Test
    void what_is_shorter_gets_blanks() {
        assertThat(CellWidth.fit("漢", 4)).isEqualTo("漢  ");
        assertThat(CellWidth.fit("漢字", 4)).isEqualTo("漢字");
        assertThat(CellWidth.fit("漢字漢", 4)).isEqualTo("漢… ");
    }
}
