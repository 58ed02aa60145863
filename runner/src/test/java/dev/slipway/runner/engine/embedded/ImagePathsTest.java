package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePathsTest {
    @ParameterizedTest
    @CsvSource({
        "/work, a/b, /work/a/b",
        "/work, ., /work",
        "/work, ../a//./b/, /a/b",
        "/work, /a/../../b, /b",
        "/, a, /a",
        "/, .., /",
    })
    void a_path_is_absolute_and_has_no_dots(String workdir, String path, String absolute) {
        assertThat(ImagePaths.absolute(workdir, path)).isEqualTo(absolute);
    }

    @ParameterizedTest
    @CsvSource({
        "/work, a, /work/a",
        "/work, a/, /work/a/",
        "/work, a/., /work/a/",
        "/work, ., /work/",
        "/, ., /",
        "/, /, /",
    })
    void a_target_tells_that_it_is_a_folder(String workdir, String path, String target) {
        assertThat(ImagePaths.target(workdir, path)).isEqualTo(target);
    }
}
