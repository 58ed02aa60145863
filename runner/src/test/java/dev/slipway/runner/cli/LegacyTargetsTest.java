package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.failure.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyTargetsTest {
    private static final List<String> IMAGES = List.of("ext", "ext-builder", "extbuilder", "stylechecker");

    @ParameterizedTest
    @CsvSource({
        "build-extbuilder-16.13, build extbuilder:16.13",
        "build-extbuilder-all, build extbuilder",
        "push-stylechecker, push stylechecker",
        "push-extbuilder-18~beta1, push extbuilder:18~beta1",
        "build-ext-builder-16.13, build ext-builder:16.13",
        "build-ext-16.13, build ext:16.13",
        "build-all, build-all",
        "push-all, push-all",
        "list, list"
    })
    void targets_become_commands(String target, String command) {
        assertThat(String.join(" ", LegacyTargets.rewrite(List.of(target), () -> IMAGES)))
                .isEqualTo(command);
    }

    @Test
    void what_stands_behind_the_target_stays() {
        assertThat(LegacyTargets.rewrite(List.of("build-ext-all", "--jobs", "2"), () -> IMAGES))
                .containsExactly("build", "ext", "--jobs", "2");
    }

    @Test
    void only_the_first_argument_is_a_target() {
        assertThat(LegacyTargets.rewrite(List.of("plan", "build-ext-all"), () -> IMAGES))
                .containsExactly("plan", "build-ext-all");
        assertThat(LegacyTargets.rewrite(List.of(), () -> IMAGES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"build-extbuildr-16.13, extbuildr", "build-extbuildr-all, extbuildr", "push-extbuildr, extbuildr"})
    void a_target_of_no_image_is_refused(String target, String name) {
        assertThatThrownBy(() -> LegacyTargets.rewrite(List.of(target), () -> IMAGES))
                .isInstanceOf(InputException.class)
                .hasMessage("'" + target + "': there is no image '" + name + "'. Did you mean 'extbuilder'?");
    }

    @Test
    void a_command_for_all_is_suggested_too() {
        assertThatThrownBy(() -> LegacyTargets.rewrite(List.of("push-al"), () -> IMAGES))
                .isInstanceOf(InputException.class)
                .hasMessage("'push-al': there is no image 'al'. Did you mean 'all'?");
    }
}
