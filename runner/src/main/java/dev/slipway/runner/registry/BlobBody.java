package dev.slipway.runner.registry;

import dev.slipway.runner.digest.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a blob on their way to a registry. They are digested as they go, which saves reading them before; if they
 * are others than they should be, the last of them is never sent, and so the registry keeps none.
 */
final class BlobBody {
    private final Path file;
    private final Descriptor blob;
    private final Pulse pulse;
    private final LongConsumer sent;
    private volatile @Nullable IOException problem;

    /** @param sent is told how many have gone, again and again */
    BlobBody(Path file, Descriptor blob, Pulse pulse, LongConsumer sent) {
        this.file = file;
        this.blob = blob;
        this.pulse = pulse;
        this.sent = sent;
    }

    /** The file is not what it should be, or not there. */
    static final class DamagedBlob extends IOException {
        private static final long serialVersionUID = 1L;

        private final String digest;

        DamagedBlob(Path file, Descriptor blob, String what) {
            super(file + " " + what);
            this.digest = blob.digest();
        }

        /** That it should have. */
        String digest() {
            return digest;
        }
    }

    BodyPublisher publisher() {
        return blob.size() == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::open), blob.size());
    }

    /** Throws what kept the bytes from being read: of that, the client may say only that there were too few. */
    void requireRead() throws IOException {
        if (problem != null) {
            throw problem;
        }
    }

    private InputStream open() {
        try {
            return new Checked(Files.newInputStream(file));
        } catch (NoSuchFileException e) {
            problem = new DamagedBlob(file, blob, "is gone");
        } catch (IOException e) {
            problem = e;
        }
        return InputStream.nullInputStream();
    }

    private final class Checked extends FilterInputStream {
        private final MessageDigest hash = Sha256.start();
        private long left = blob.size();

        Checked(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            pulse.beat();
            if (count < 0) {
                require(left == 0);
                return count;
            }
            hash.update(bytes, offset, count);
            left -= count;
            sent.accept(blob.size() - left);
            require(left >= 0 && (left > 0 || Sha256.end(hash).equals(blob.digest())));
            return count;
        }

        private void require(boolean sound) throws IOException {
            if (!sound) {
                DamagedBlob damage = new DamagedBlob(file, blob, "is not what was put there");
                problem = damage;
                throw damage;
            }
        }
    }
}
