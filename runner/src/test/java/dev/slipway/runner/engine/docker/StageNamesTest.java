package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StageNamesTest {
    private final StageNames names = new StageNames();

    @Test
    void a_name_has_what_can_be_read_of_the_path() {
        assertThat(names.file("keys/pgdg.asc")).isEqualTo("slipway.file.1.keys-pgdg-asc");
        assertThat(names.file("other")).isEqualTo("slipway.file.2.other");
        assertThat(names.file("keys/pgdg.asc")).isEqualTo("slipway.file.1.keys-pgdg-asc");
    }

    @Test
    void whatever_a_path_is_an_image_could_have_the_name() {
        assertThat(names.file(".")).isEqualTo("slipway.file.1");
        assertThat(names.file("文")).isEqualTo("slipway.file.2");
        assertThat(names.file("n".repeat(255))).isEqualTo("slipway.file.3." + "n".repeat(100));
        assertThat(names.file("n".repeat(99) + "/n")).isEqualTo("slipway.file.4." + "n".repeat(99));
    }
}
