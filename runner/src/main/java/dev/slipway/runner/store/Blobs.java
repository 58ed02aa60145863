package dev.slipway.runner.store;

import dev.slipway.runner.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** The blobs of a store: archives of layers and configurations of images, by their digests. */
final class Blobs {
    private final Layout layout;
    private final Owner owner;
    private final Use use;

    Blobs(Layout layout, Owner owner, Use use) {
        this.layout = layout;
        this.owner = owner;
        this.use = use;
    }

    Path path(String digest) {
        return layout.blobs().resolve(digest.substring(digest.indexOf(':') + 1));
    }

    /** The file of a blob, which is in use from now on; empty if there is none. */
    Optional<Path> find(String digest) throws IOException {
        Path blob = path(digest);
        return use.mark(blob) ? Optional.of(blob) : Optional.empty();
    }

    Path adopt(String digest, Path file) throws IOException {
        return Files.move(file, path(digest), StandardCopyOption.ATOMIC_MOVE);
    }

    Path keep(String digest, InputStream content) throws IOException {
        Optional<Path> known = find(digest);
        if (known.isPresent()) {
            return known.get();
        }
        Path fresh = owner.fresh();
        try {
            String actual;
            try (DigestInputStream digested = new DigestInputStream(content, Sha256.start())) {
                Files.copy(digested, fresh);
                actual = Sha256.end(digested.getMessageDigest());
            }
            if (!actual.equals(digest)) {
                throw new IOException("a blob that should be " + digest + " is " + actual);
            }
            return adopt(digest, fresh);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    String keep(byte[] bytes) throws IOException {
        String digest = Sha256.of(bytes);
        keep(digest, new ByteArrayInputStream(bytes));
        return digest;
    }

    Path prove(String digest) throws IOException {
        Path blob = path(digest);
        MessageDigest actual = Sha256.start();
        try (InputStream content = new DigestInputStream(Files.newInputStream(blob), actual)) {
            content.transferTo(OutputStream.nullOutputStream());
        } catch (NoSuchFileException e) {
            throw new DamagedException(blob, "is gone");
        }
        if (!Sha256.end(actual).equals(digest)) {
            Files.deleteIfExists(blob);
            throw new DamagedException(blob, "is not what was put there");
        }
        return blob;
    }
}
