package dev.slipway.runner.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class Sha256Test {
    private static final byte[] MESSAGE = "abc".getBytes(StandardCharsets.US_ASCII);
    /** The example of FIPS 180-2. */
    private static final String DIGEST = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void bytes_have_the_digest_that_the_standard_gives() {
        assertThat(Sha256.of(MESSAGE)).isEqualTo(DIGEST);
    }

    @Test
    void bytes_may_come_one_by_one() {
        MessageDigest bytes = Sha256.start();
        for (byte b : MESSAGE) {
            bytes.update(b);
        }

        assertThat(Sha256.end(bytes)).isEqualTo(DIGEST);
    }
}
