package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {
    @ParameterizedTest
    @CsvSource({
        "*.txt, a.txt, true",
        "*.txt, .txt, true",
        "*.txt, atxt, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "[a-c]x, bx, true",
        "[^a-c]x, bx, false",
        "[^a-c]x, dx, true",
        "a[*], a*, true",
        "a[*], ab, false",
        "[[]b], [b], true",
        "[\\]]*, ]x, true",
        "\\**, *x, true",
        "\\**, xx, false",
        "(a|b)*, (a|b)c, true",
        "[&&]*, &x, true",
    })
    void fit_names_as_go_says(String pattern, String name, boolean fits) throws IOException {
        assertThat(Wildcards.areIn(pattern)).isTrue();
        assertThat(new Wildcards(pattern).fit(name)).isEqualTo(fits);
    }

    @Test
    void a_name_without_any_stands_for_itself() {
        assertThat(Wildcards.areIn("plain.txt")).isFalse();
        assertThat(Wildcards.areIn("escaped\\*")).isFalse();
    }

    @Test
    void a_bracket_without_end_is_refused() {
        assertThatIOException()
                .isThrownBy(() -> new Wildcards("a[b"))
                .withMessage("'a[b' is no pattern: a bracket in it has no end, or nothing in it");
    }
}
