package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What BuildKit makes of the same is compared in the cases {@code env-*}. */
class VariablesTest {
    private static final Map<String, String> VALUES =
            Map.of("SET", "value", "EMPTY", "", "FILE", "path/to/archive.tar.gz", "STARS", "a*b*c");

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "$SET-$SET/${SET}more => value-value/valuemore",
                "$UNSET|${UNSET}| => ||",
                "\\$SET \\\\$SET \\n => $SET \\\\value \\n",
                "$ $$ $1 a$ => $ $$ $1 a$",
                "'$SET' \"${SET}\" => 'value' \"value\"",
                "${SET:-other}|${UNSET:-other}|${EMPTY:-other}|${EMPTY-other} => value|other|other|",
                "${SET:+other}|${UNSET:+other}|${EMPTY:+other}|${EMPTY+other} => other|||other",
                "${SET:?needed}|${EMPTY?needed} => value|",
                "${UNSET:-$SET}|${UNSET:-${EMPTY:-it's}} => value|it's",
                "${UNSET:-\\$SET}|${UNSET:-\\} => $SET|\\",
                "${FILE#*/}|${FILE##*/}|${FILE%.*}|${FILE%%.*} => to/archive.tar.gz|archive.tar.gz|path/to/archive.tar|path/to/archive",
                "${FILE#pa?h}|${FILE%x}|${FILE#to} => /to/archive.tar.gz|path/to/archive.tar.gz|path/to/archive.tar.gz",
                "${FILE/a/A}|${FILE//a/A}|${FILE/./}|${UNSET/a/b} => pAth/to/archive.tar.gz|pAth/to/Archive.tAr.gz|path/to/archivetar.gz|",
            })
    void variables_become_their_values(String text, String expanded) {
        assertThat(Variables.expand(text, VALUES)).isEqualTo(expanded);
    }

    @Test
    void a_value_is_not_expanded_again() {
        assertThat(Variables.expand("${A}$A", Map.of("A", "$B", "B", "b"))).isEqualTo("$B$B");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "${SET => '${SET': there is no such substitution of SET. These there are: :- :+ :? - + ? # ## % %% / //",
                "${SET:-x => '${SET:-x': a '${' has no '}'",
                "${} => '${}': a '${' has no name",
                "${SET^^} => '${SET^^}': there is no such substitution of SET. These there are: :- :+ :? - + ? # ## % %% / //",
                "${UNSET:?is needed} => UNSET: is needed",
                "${UNSET?} => UNSET: is not set",
            })
    void what_is_no_substitution_is_refused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variables.expand(text, VALUES))
                .withMessage(message);
    }
}
