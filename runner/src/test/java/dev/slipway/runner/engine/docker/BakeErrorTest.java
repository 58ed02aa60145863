package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BakeErrorTest {
    @Test
    void a_dockerfile_that_did_not_arrive_is_told_from_a_file_that_is_missing() {
        assertThat(error("failed to read dockerfile: open slipway.stage.7.one.Dockerfile: no such file or directory")
                        .isOfTransfer())
                .isTrue();
        assertThat(error("failed to compute cache key: open /src: no such file or directory")
                        .isOfTransfer())
                .isFalse();
    }

    private static BakeError error(String message) {
        return new BakeError(List.of("ERROR: target one: failed to solve: " + message));
    }
}
