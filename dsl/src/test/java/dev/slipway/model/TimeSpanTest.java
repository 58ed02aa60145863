package dev.slipway.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
    @ParameterizedTest
    @CsvSource({"90s,90,1m30s", "10m,600,10m", "1h,3600,1h", "1h30m5s,5405,1h30m5s", "0h90m,5400,1h30m"})
    void it_is_read_and_written(String text, long seconds, String written) {
        assertThat(TimeSpan.parse(text)).hasValue(Duration.ofSeconds(seconds));
        assertThat(TimeSpan.format(Duration.ofSeconds(seconds))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "10", "m", "10 m", "5m1h", "1.5h", "-1s", "10M", "999999999s"})
    void anything_else_is_none(String text) {
        assertThat(TimeSpan.parse(text)).isEmpty();
    }
}
