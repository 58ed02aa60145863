package dev.slipway.runner.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskShareTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            # total, free, size, kept
            1000, 500, 400, 400
            1000, 200, 700, 700
            1000, 150, 700, 650
            1000,   0, 700, 500
            1000,   0, 150, 100
            1000,   0,  50, 100
            """)
    void a_fifth_of_the_disk_is_left_free_or_a_tenth_kept(long total, long free, long size, long kept) {
        assertThat(new DiskShare(total, free).keep(size)).isEqualTo(kept);
    }
}
