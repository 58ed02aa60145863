package dev.slipway.runner.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AptCountTest {
    @Test
    void each_package_is_unpacked_and_set_up() {
        assertThat(count(
                        "Reading package lists...",
                        "1 upgraded, 2 newly installed, 0 to remove and 0 not upgraded.",
                        "Preparing to unpack .../bison_2%3a3.8.2_amd64.deb ...",
                        "Unpacking bison (2:3.8.2) ...",
                        "Setting up bison (2:3.8.2) ..."))
                .isEqualTo(new AptCount(2, 6));
    }

    @Test
    void a_second_installation_of_the_same_step_counts_anew() {
        assertThat(count(
                        "0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.",
                        "Unpacking bison (2:3.8.2) ...",
                        "Setting up bison (2:3.8.2) ...",
                        "0 upgraded, 3 newly installed, 0 to remove and 0 not upgraded."))
                .isEqualTo(new AptCount(0, 6));
    }

    private static AptCount count(String... lines) {
        return Stream.of(lines).reduce(AptCount.NONE, AptCount::after, (one, other) -> other);
    }
}
