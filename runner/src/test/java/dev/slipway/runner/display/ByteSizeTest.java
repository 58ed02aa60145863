package dev.slipway.runner.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "512, 512",
        "512B, 512",
        "20GB, 20000000000",
        "20 gb, 20000000000",
        "20g, 20000000000",
        "1.5kB, 1500",
        "1.5KiB, 1536",
        "2TiB, 2199023255552",
        "999999999999999TB, 9223372036854775807"
    })
    void a_size_is_read(String text, long bytes) {
        assertThat(ByteSize.parse(text)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GB", "-1", "1,5GB", "10 apples", "5PB", "1e9", "iB", "5ib"})
    void anything_else_is_none(String text) {
        assertThat(ByteSize.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0B",
        "999, 999B",
        "1000, 1.0kB",
        "4096, 4.1kB",
        "999949, 999.9kB",
        "999950, 1.0MB",
        "1234567890, 1.2GB",
        "5600000000000000, 5600.0TB"
    })
    void a_size_is_written(long bytes, String text) {
        assertThat(ByteSize.format(bytes)).isEqualTo(text);
    }
}
