package dev.slipway.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class HiddenValuesTest {
    @Test
    void a_short_secret_is_hidden_wherever_it_stands() {
        assertThat(shown("abc\n", "abc", "xabcabcx", "ab c")).containsExactly("***", "x******x", "ab c");
    }

    @Test
    void every_line_of_a_long_one_is_hidden_but_those_that_say_nothing() {
        String key = "{\n  \"key\": \"0123456789\",\n  \"user\": \"me\"\n}\n";
        assertThat(shown(key, "{", "got \"key\": \"0123456789\",", "  \"user\": \"me\"", "\"user\": \"you\""))
                .containsExactly("{", "got ***", "  ***", "\"user\": \"you\"");
    }

    @Test
    void base64_is_hidden_with_and_without_the_line_break_at_its_end_and_over_several_lines() {
        String secret = "a token that is rather long, so that its Base64 form does not fit on one line of output\n";
        List<String> lines = new ArrayList<>();
        lines.add("Authorization: Basic " + base64(secret.strip()).replace("\n", ""));
        lines.addAll(Arrays.asList(base64(secret).split("\n", -1)));
        assertThat(shown(secret, lines.toArray(String[]::new)))
                .containsExactly("Authorization: Basic ******", "***", "***");
    }

    @Test
    void an_empty_secret_hides_nothing() {
        assertThat(shown("\n", "", "x")).containsExactly("", "x");
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> shown(String secret, String... lines) {
        HiddenValues hidden = new HiddenValues();
        hidden.add(secret.getBytes(StandardCharsets.UTF_8));
        List<String> shown = new ArrayList<>();
        Arrays.stream(lines).forEach(hidden.in(shown::add));
        return shown;
    }
}
