package dev.slipway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    @Test
    void names_in_braces_are_references() {
        Text text = Text.parse("postgresql-{pg.major}-x-{pgdg-archive}");
        assertThat(text.references()).containsExactly(Reference.of("pg.major"), Reference.of("pgdg-archive"));
        assertThat(text.replace(reference -> Text.literal("<" + reference.name() + ">"))
                        .value())
                .isEqualTo("postgresql-<pg.major>-x-<pgdg-archive>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${VAR}", "$VAR", "{a,b}", "{ true; }", "{}", "{1..3}", "a}b", "f() { g; }", "${VAR:-{a,b}}"})
    void what_a_shell_means_is_left_alone(String source) {
        Text text = Text.parse(source);
        assertThat(text.references()).isEmpty();
        assertThat(text.value()).isEqualTo(source);
    }

    @Test
    void two_braces_are_one() {
        assertThat(Text.parse("{{pg} {{{{ {{").value()).isEqualTo("{pg} {{ {");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a { pg } b|2|{pg}", "{pg. major}|0|{pg.major}", "x{pg.}|1|{pg}"})
    void what_is_nearly_a_reference_is_an_error_with_its_cure(String source, int position, String cure) {
        assertThatThrownBy(() -> Text.parse(source))
                .asInstanceOf(type(TextSyntaxException.class))
                .satisfies(error -> {
                    assertThat(error.position()).isEqualTo(position);
                    assertThat(error).hasMessageContaining("Write '" + cure + "' for one");
                });
    }

    @Test
    void the_source_of_a_text_is_read_as_the_same_text() {
        Random random = new Random(7);
        String alphabet = "{}$a.-, \\\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder characters = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                characters.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Text literal = Text.literal(characters.toString());
            assertThat(Text.parse(literal.source())).isEqualTo(literal);
            if (characters.toString().endsWith("$")) {
                continue;
            }
            Text mixed = Text.concat(literal, Text.of(Reference.of("pg.major")), literal);
            assertThat(Text.parse(mixed.source())).isEqualTo(mixed);
        }
    }

    @Test
    void a_dollar_before_a_reference_is_refused_since_it_could_not_be_written_down() {
        assertThatThrownBy(() -> Text.concat(Text.literal("$"), Text.of(Reference.of("pg"))))
                .hasMessage("a '$' right before {pg} would make a shell's variable of it");
    }

    @Test
    void literals_in_a_row_become_one() {
        assertThat(Text.concat(Text.literal("a"), Text.empty(), Text.literal("b")))
                .isEqualTo(Text.literal("ab"));
        assertThat(Text.join(" ", List.of())).isEqualTo(Text.empty());
    }

    @Test
    void a_text_with_references_has_no_value() {
        assertThatThrownBy(() -> Text.parse("v{pg}").value())
                .hasMessageContaining("{pg}")
                .hasMessageContaining("v{pg}");
    }
}
