package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    void nothing_has_none() {
        assertThat(EngineProcess.usesStore(List.of())).isFalse();
    }
}
