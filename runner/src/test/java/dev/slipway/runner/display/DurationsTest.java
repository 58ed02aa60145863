package dev.slipway.runner.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.0s",
        "49, 0.0s",
        "50, 0.1s",
        "3200, 3.2s",
        "59949, 59.9s",
        "59950, 1m00s",
        "60000, 1m00s",
        "245499, 4m05s",
        "245500, 4m06s",
        "119500, 2m00s",
        "7260000, 121m00s"
    })
    void durations_are_rounded(long milliseconds, String text) {
        assertThat(Durations.format(Duration.ofMillis(milliseconds))).isEqualTo(text);
    }
}
