package dev.slipway.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentTagTest {
    private static final String COMMIT = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";

    @Test
    void what_the_schemes_make_is_read_again() {
        LocalDateTime start = LocalDateTime.of(2026, 11, 23, 9, 5);
        String byTime = "16.13-17.9" + TagSuffix.development(start).text();
        String byCommit = "16.13" + TagSuffix.development(COMMIT).text();

        assertThat(DevelopmentTag.parse(byTime))
                .contains(new DevelopmentTag("16.13-17.9-dev202611230905", "16.13-17.9", Optional.of(start)));
        assertThat(DevelopmentTag.parse(byCommit))
                .contains(new DevelopmentTag("16.13-dev-0a1b2c3", "16.13", Optional.empty()));
        assertThat(DevelopmentTag.parse("16.13" + TagSuffix.release(COMMIT).text()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "16.13",
                "16.13-v0a1b2c3",
                "-dev202611230905",
                "16.13-dev202613230905",
                "16.13-dev1",
                "16.13-dev-0a1b2"
            })
    void whatever_else_is_none(String tag) {
        assertThat(DevelopmentTag.parse(tag)).isEmpty();
    }
}
