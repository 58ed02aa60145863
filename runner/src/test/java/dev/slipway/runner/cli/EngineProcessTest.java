package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.failure.InputException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineProcessTest {
    @ParameterizedTest
    @ValueSource(strings = {"save left --output x", "shell left -- ls", "load left", "why left", "df --json", "prune"})
    void what_works_on_the_store_has_one(String arguments) {
        assertThat(EngineProcess.usesStore(List.of(arguments.split(" ")))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "plan build",
                "build extbuilder",
                "build-all",
                "build-extbuilder-17.9",
                "saved",
                "prune --help",
                "load left --dry-run",
                "push left",
                "push-all",
                "push-extbuilder-17.9",
                "build --help",
                "build -h",
                "--version"
            })
    void what_prints_or_looks_first_has_none(String arguments) {
        assertThat(EngineProcess.usesStore(List.of(arguments.split(" ")))).isFalse();
    }

    @Test
    void an_engine_gets_both_compilers() {
        assertThat(EngineProcess.thorough(List.of("java", "-XX:TieredStopAtLevel=1", "-cp", "a.jar", "Main", "build")))
                .containsExactly("java", "-XX:CompileThresholdScaling=10", "-cp", "a.jar", "Main", "build");
    }

    @Test
    void what_a_command_in_an_image_is_told_asks_for_no_other_engine() {
        assertThat(EngineOptions.askForAnother(List.of("shell", "left", "--", "tool", "--builder", "x")))
                .isFalse();
        assertThat(EngineOptions.askForAnother(List.of("shell", "left", "--builder", "x", "--", "tool")))
                .isTrue();
    }

    @Test
    void where_the_embedded_engine_is_what_there_is_other_platforms_are_refused() {
        EngineChoice auto =
                new EngineChoice(EngineKind.AUTO, List.of(), List.of("linux/amd64", "linux/arm64"), Optional.empty());

        auto.require();
        assertThatThrownBy(() -> auto.embedded().require())
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "--platform: the embedded engine builds for linux/amd64, not for linux/arm64. Name a builder"
                                + " that does with --builder");
    }

    @Test
    void nothing_has_none() {
        assertThat(EngineProcess.usesStore(List.of())).isFalse();
    }
}
