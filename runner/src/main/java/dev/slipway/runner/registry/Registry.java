package dev.slipway.runner.registry;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.blob.Blob;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.registry.RegistryClient;
import dev.slipway.runner.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Speaks to registries for the length of one run: logs in where Docker is logged in, tries again what may succeed,
 * verifies what it receives. Safe for use by many threads; every failure is a {@link RegistryException}.
 */
public final class Registry implements AutoCloseable {
    // Held, since the JDK's log manager forgets a logger's level with the logger.
    private static final Logger GOOGLE_HTTP = Logger.getLogger("com.google.api.client.http");

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(20);

    private final RegistrySettings settings;
    private final Retries retries;
    private final HttpClient secure;
    private final HttpClient insecure;
    private final Map<Session.Scope, Session> sessions = new ConcurrentHashMap<>();

    public Registry(RegistrySettings settings) {
        this(settings, Backoff.DEFAULT, new Reachability(TO_CONNECT, TO_ANSWER));
    }

    Registry(RegistrySettings settings, Backoff backoff, Reachability reachability) {
        this.settings = settings;
        this.retries = new Retries(backoff);
        this.secure = new HttpClient(false, reachability);
        this.insecure = new HttpClient(true, reachability);
        // It warns of each answer above 400 and prints request headers at finer levels.
        GOOGLE_HTTP.setLevel(Level.OFF);
    }

    /** Where the bytes of a blob are, asked for only if they must travel. */
    @FunctionalInterface
    public interface BlobFile {
        Path path() throws IOException;
    }

    /** The manifest of an image; of an index, that of the first entry for the platform. */
    public ImageManifest pullManifest(ImageReference reference, Platform platform) {
        ManifestDocument document = pullDocument(reference);
        if (!document.isIndex()) {
            return image(reference, document);
        }
        Descriptor chosen = document.manifestFor(platform)
                .orElseThrow(() -> new RegistryException.NotFound(
                        "Cannot pull " + reference + " for " + platform + ": " + reference.registry() + " has it for "
                                + document.platforms() + ". Choose another base.",
                        null));
        ImageReference pinned = reference.withTag(chosen.digest());
        return image(pinned, pullDocument(pinned));
    }

    /** The digest that a tag stands for at the moment, of the index if it is one; empty if there is no such tag. */
    public Optional<String> digestOf(ImageReference reference) {
        try {
            return Optional.of(Sha256.of(pullManifestBytes(reference)));
        } catch (RegistryException.NotFound absent) {
            return Optional.empty();
        }
    }

    /** Writes a blob to a file, which appears only when it is complete and its digest and size are right. */
    public void pullBlob(ImageReference reference, Descriptor blob, Path target) {
        Operation operation = Operation.onBlob("pull", reference, blob);
        retries.run(operation, () -> {
            Path partial = createTemporary(target.toAbsolutePath());
            try {
                try (OutputStream file = Files.newOutputStream(partial)) {
                    receive(reference, blob, file);
                }
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return target;
            } finally {
                Files.deleteIfExists(partial);
            }
        });
    }

    /** The bytes of a small blob, such as an image's configuration. */
    public byte[] pullBlob(ImageReference reference, Descriptor blob) {
        return retries.run(Operation.onBlob("pull", reference, blob), () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            receive(reference, blob, bytes);
            return bytes.toByteArray();
        });
    }

    /** True if the repository has the blob. */
    public boolean hasBlob(ImageReference reference, Descriptor blob) {
        return retries.run(
                Operation.onBlob("look for", reference, blob),
                () -> puller(reference)
                        .talk(client -> client.checkBlob(digest(blob)))
                        .isPresent());
    }

    /**
     * Puts a blob into the target's repository.
     *
     * @param mountFrom a repository of the same registry that has the blob
     * @return true if the bytes had to travel, false if they were there already or came out of {@code mountFrom}
     */
    public boolean pushBlob(ImageReference target, Descriptor blob, Path file, Optional<String> mountFrom) {
        return pushBlob(target, blob, () -> file, mountFrom);
    }

    /** Like the other, for bytes that have yet to be brought. */
    public boolean pushBlob(ImageReference target, Descriptor blob, BlobFile file, Optional<String> mountFrom) {
        Optional<String> source = mountFrom.filter(repository -> !repository.equals(target.repository()));
        Operation operation = Operation.onBlob("push", target, blob);
        return retries.run(operation, () -> {
            Session session = session(target, true, Optional.empty());
            if (session.talk(client -> client.checkBlob(digest(blob))).isPresent()) {
                return false;
            }
            Session pusher = source.isPresent() ? session(target, true, source) : session;
            return pusher.talk(
                    client -> !client.pushBlob(digest(blob), content(file), source.orElse(null), sent -> {}));
        });
    }

    /**
     * Puts a manifest under the target's tag and reads it back. All it refers to must be there already.
     *
     * @return the digest that the registry has under the tag
     */
    public String pushManifest(ImageReference target, ImageManifest manifest) {
        Operation operation = Operation.onManifest("push", target);
        retries.run(
                operation,
                () -> session(target, true, Optional.empty())
                        .talk(client -> client.pushManifest(new RawManifest(manifest), target.tag())));
        String stored = Sha256.of(pullManifestBytes(target));
        if (!stored.equals(manifest.digest())) {
            throw new RegistryException.Refused(
                    "Cannot push " + target + ": " + target.registry() + " has " + stored + " where "
                            + manifest.digest() + " was pushed. Check whether something else pushes this tag.",
                    null);
        }
        return stored;
    }

    @Override
    public void close() {
        sessions.clear();
        try {
            try {
                secure.shutDown();
            } finally {
                insecure.shutDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the connections to the registries", e);
        }
    }

    private ManifestDocument pullDocument(ImageReference reference) {
        try {
            return ManifestDocument.parse(pullManifestBytes(reference));
        } catch (IllegalArgumentException e) {
            throw unreadable(reference, e);
        }
    }

    private static ImageManifest image(ImageReference reference, ManifestDocument document) {
        try {
            return document.image();
        } catch (IllegalArgumentException e) {
            throw unreadable(reference, e);
        }
    }

    private static RegistryException unreadable(ImageReference reference, IllegalArgumentException e) {
        return new RegistryException.Refused("Cannot pull " + reference + ": " + e.getMessage(), e);
    }

    private byte[] pullManifestBytes(ImageReference reference) {
        return retries.run(Operation.onManifest("pull", reference), () -> {
            byte[] bytes = puller(reference).talk(client -> manifestBytes(client, reference.tag()));
            if (reference.isDigest() && !Sha256.of(bytes).equals(reference.tag())) {
                throw new WrongDigestException(Sha256.of(bytes), reference.tag());
            }
            return bytes;
        });
    }

    private static byte[] manifestBytes(RegistryClient client, String tag) throws Exception {
        try {
            client.pullManifest(tag);
        } catch (HttpClient.ManifestReceived received) {
            return received.bytes();
        }
        throw new IllegalStateException("jib read a manifest past the HTTP client that keeps its bytes");
    }

    private void receive(ImageReference reference, Descriptor blob, OutputStream target) throws Exception {
        VerifyingStream verifying = new VerifyingStream(target, blob);
        puller(reference)
                .talk(client ->
                        client.pullBlob(digest(blob), size -> {}, written -> {}).writeTo(verifying));
        verifying.verify();
    }

    /** Not to be retried by jib, which would send the whole of it after the part that has arrived. */
    private static Blob content(BlobFile file) {
        return Blobs.from(output -> Files.copy(file.path(), output), false);
    }

    private Session puller(ImageReference reference) {
        return session(reference, false, Optional.empty());
    }

    private Session session(ImageReference reference, boolean push, Optional<String> mountFrom) {
        Session.Scope scope = new Session.Scope(reference.registry(), reference.repository(), push, mountFrom);
        HttpClient http = RegistrySettings.isLoopback(reference.registry()) ? insecure : secure;
        return sessions.computeIfAbsent(scope, absent -> new Session(absent, http, settings.dockerConfig()));
    }

    private static DescriptorDigest digest(Descriptor blob) throws DigestException {
        return DescriptorDigest.fromDigest(blob.digest());
    }

    private static Path createTemporary(Path target) throws IOException {
        Path directory = target.getParent();
        if (directory == null) {
            throw new IOException(target + " is no file");
        }
        Files.createDirectories(directory);
        return Files.createTempFile(directory, ".pull-", ".partial");
    }
}
