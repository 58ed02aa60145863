package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnPlatformsTest {
    private static final List<String> AMD64 = List.of("linux/amd64");

    @Test
    void builders_of_one_platform_have_that() {
        assertThat(BuildxEngine.common(Set.of(AMD64))).isEqualTo(AMD64);
    }

    @Test
    void of_builders_that_differ_nobody_knows_what_they_build_for() {
        assertThat(BuildxEngine.common(Set.of(AMD64, List.of("linux/arm64")))).isEmpty();
        assertThat(BuildxEngine.common(Set.of(AMD64, List.of()))).isEmpty();
    }
}
