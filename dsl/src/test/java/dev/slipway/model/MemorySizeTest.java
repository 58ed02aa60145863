package dev.slipway.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {
    @ParameterizedTest
    @CsvSource({"1,1,1", "4096,4096,4k", "1500,1500,1500", "64k,65536,64k", "512m,536870912,512m", "2048m,2147483648,2g"
    })
    void it_is_read_and_written(String text, long bytes, String written) {
        assertThat(MemorySize.parse(text)).hasValue(bytes);
        assertThat(MemorySize.format(bytes)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0m", "m", "64 m", "1.5g", "-1", "64M", "64mb", "1t", "9999999999"})
    void anything_else_is_none(String text) {
        assertThat(MemorySize.parse(text)).isEmpty();
    }
}
