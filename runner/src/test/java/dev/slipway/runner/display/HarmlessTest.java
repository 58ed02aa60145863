package dev.slipway.runner.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is left of lines that would do something to a terminal. */
class HarmlessTest {
    @Test
    void plain_text_stays_as_it_is() {
        assertThat(Harmless.line("Setting up bison (2:3.8.2) ...")).isEqualTo("Setting up bison (2:3.8.2) ...");
        assertThat(Harmless.line("Größe 漢字 🚢")).isEqualTo("Größe 漢字 🚢");
        assertThat(Harmless.line("")).isEmpty();
    }

    @Test
    void of_a_progress_bar_its_last_state_is_shown() {
        assertThat(Harmless.line("10%\r50%\r100%")).isEqualTo("100%");
        assertThat(Harmless.line("10%\r50%\r")).isEqualTo("50%");
        assertThat(Harmless.line("\r")).isEmpty();
        assertThat(Harmless.line("done\r   ")).isEqualTo("done");
    }

    @Test
    void sequences_are_taken_out_whole() {
        assertThat(Harmless.line("\u001b[1;32mgreen\u001b[0m")).isEqualTo("green");
        assertThat(Harmless.line("up\u001b[3A\u001b[2Kdown")).isEqualTo("updown");
        assertThat(Harmless.line("\u001b]0;title\u0007text")).isEqualTo("text");
        assertThat(Harmless.line("\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\"))
                .isEqualTo("link");
        assertThat(Harmless.line("\u001bPq#0\u001b\\after")).isEqualTo("after");
        assertThat(Harmless.line("\u001b(Bset\u001bc\u001b=")).isEqualTo("set");
        assertThat(Harmless.line("\u009b31mred\u009dtitle\u009c!")).isEqualTo("red!");
    }

    @Test
    void half_a_sequence_does_nothing_either() {
        assertThat(Harmless.line("text\u001b[")).isEqualTo("text");
        assertThat(Harmless.line("text\u001b")).isEqualTo("text");
        assertThat(Harmless.line("\u001b]0;title without an end")).isEmpty();
    }

    @Test
    void what_hides_or_reorders_text_is_taken_out() {
        assertThat(Harmless.line("a\u0008\u0007\u0000b\u007f")).isEqualTo("ab");
        assertThat(Harmless.line("user\u202e gnp.exe\u2066")).isEqualTo("user gnp.exe");
        assertThat(Harmless.line("one\ntwo\u2028three")).isEqualTo("one twothree");
        assertThat(Harmless.line("a\tb")).isEqualTo("a    b");
    }
}
