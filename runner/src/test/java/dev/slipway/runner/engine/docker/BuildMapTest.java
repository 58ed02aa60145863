package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.testing.LockableFamily;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bases by what BuildKit calls their vertices. */
class BuildMapTest {
    private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "debian:12, [internal] load metadata for docker.io/library/debian:12",
        "debian:12, [slipway.named 1/2] FROM docker.io/library/debian:12@DIGEST",
        "debian:12@DIGEST, [internal] load metadata for docker.io/library/debian:12@DIGEST",
        "debian:12@DIGEST, [slipway.named 1/2] FROM docker.io/library/debian:12@DIGEST",
        "debian@DIGEST, [slipway.named 1/2] FROM docker.io/library/debian@DIGEST",
    })
    void bases_are_found_by_tag_and_by_digest(String base, String vertex) throws Exception {
        BuildMap map =
                Written.of(LockableFamily.on(filled(base), "tool"), "named").map();

        assertThat(map.find(filled(vertex)))
                .hasValueSatisfying(spot -> assertThat(spot.place()).isInstanceOf(Place.OfBase.class));
        assertThat(map.find(filled(vertex).replace("debian", "alpine"))).isEmpty();
    }

    private static String filled(String text) {
        return text.replace("@DIGEST", DIGEST);
    }
}
