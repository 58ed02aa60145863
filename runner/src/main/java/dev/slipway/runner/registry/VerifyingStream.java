package dev.slipway.runner.registry;

import dev.slipway.runner.digest.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/** Accepts the bytes of one blob and no others. */
final class VerifyingStream extends FilterOutputStream {
    private final Descriptor expected;
    private final LongConsumer received;
    private final MessageDigest hash = Sha256.start();
    private long size;

    /** @param received is told how many have come, again and again */
    VerifyingStream(OutputStream target, Descriptor expected, LongConsumer received) {
        super(target);
        this.expected = expected;
        this.received = received;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        // Stops at once: a hostile registry must not fill the disk.
        if (size > expected.size()) {
            throw WrongContentException.larger(expected);
        }
        hash.update(bytes, offset, length);
        if (length > 0 && size == expected.size()) {
            // With the last byte, not afterwards: the target never has all of what is wrong.
            verifyDigest();
        }
        out.write(bytes, offset, length);
        received.accept(size);
    }

    /** Makes sure that all of it has come. */
    void verify() throws IOException {
        if (size != expected.size()) {
            throw new IOException(
                    "the registry sent " + size + " of the " + expected.size() + " bytes of " + expected.digest());
        }
        if (size == 0) {
            verifyDigest();
        }
    }

    private void verifyDigest() throws WrongContentException {
        String received = Sha256.end(hash);
        if (!received.equals(expected.digest())) {
            throw WrongContentException.another(received, expected.digest());
        }
    }
}
