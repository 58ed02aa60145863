package dev.slipway.runner.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.failure.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosticPagesTest {
    private final DiagnosticPages pages = DiagnosticPages.load();

    @Test
    void all_pages_of_the_processor_are_there() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../processor/docs/diagnostics"))) {
            assertThat(pages.tags())
                    .containsExactlyElementsOf(
                            files.map(file -> file.getFileName().toString().replace(".md", ""))
                                    .sorted()
                                    .toList());
        }
        assertThat(pages.all()).allSatisfy(page -> assertThat(page.summary()).matches("(Error|Warning)\\. .*\\."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UnpinnedBase",
                "Slipway.UnpinnedBase",
                "[Slipway.UnpinnedBase]",
                "unpinnedbase",
                "SLIPWAY.UNPINNEDBASE"
            })
    void a_tag_is_found_however_it_is_written(String given) {
        assertThat(pages.page(given).summary()).isEqualTo("Warning. A base that is another one tomorrow.");
    }

    @Test
    void what_is_misspelt_gets_a_suggestion() {
        assertThatThrownBy(() -> pages.page("Slipway.UnpinedBase"))
                .isInstanceOf(InputException.class)
                .hasMessage("there is no diagnostic 'Slipway.UnpinedBase'. Did you mean 'UnpinnedBase'?");
    }

    @Test
    void what_is_like_nothing_gets_the_way_to_all() {
        assertThatThrownBy(() -> pages.page("deprecation"))
                .isInstanceOf(InputException.class)
                .hasMessage("there is no diagnostic 'deprecation'. 'runner explain' lists all that there are");
    }
}
