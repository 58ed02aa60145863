package dev.slipway.runner.registry;

import dev.slipway.runner.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Speaks to registries for the length of one run: logs in where Docker is logged in, tries again what may succeed,
 * verifies what it receives and what it sends. Safe for use by many threads; every failure is a
 * {@link RegistryException}.
 */
public final class Registry implements AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int CREATED = 201;

    /** What registries say who know of no list of referrers; the specification has the first. */
    private static final Set<Integer> NO_REFERRERS = Set.of(NOT_FOUND, 400, 405, 406);

    /** Registries that delete by digest only take a tag for a bad one; those that do not delete say 405. */
    private static final Set<Integer> CANNOT_DELETE = Set.of(400, NOT_FOUND, 405);

    private static final String DIGEST = "Docker-Content-Digest";
    private static final String BYTES = "application/octet-stream";
    private static final String MANIFESTS = String.join(
            ", ", ImageManifest.OCI, ImageManifest.DOCKER, ManifestDocument.OCI_INDEX, ManifestDocument.DOCKER_INDEX);

    private final RegistrySettings settings;
    private final Retries retries;
    private final Network network;
    private final Places places;
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();
    private final Map<Session.Scope, Session> sessions = new ConcurrentHashMap<>();
    private final Map<Origin, String> homes = new ConcurrentHashMap<>();
    private final Map<ImageReference, Object> locks = new ConcurrentHashMap<>();

    public Registry(RegistrySettings settings) {
        this(settings, Backoff.DEFAULT, Patience.DEFAULT, Trust::ofJava);
    }

    Registry(RegistrySettings settings, Backoff backoff, Patience patience, Supplier<SSLContext> trust) {
        this.settings = settings;
        this.retries = new Retries(backoff, settings.events());
        this.network = new Network(settings, patience, trust);
        // Who pulls tells of mirrors that are no good.
        this.places = new Places(settings.mirrors(), new Learned(), event -> {});
    }

    /** Where the bytes of a blob are, asked for only if they must travel. */
    @FunctionalInterface
    public interface BlobFile {
        Path path() throws IOException;
    }

    private record Origin(String registry, String digest) {}

    /** The manifest of an image; of an index, that of the first entry for the platform. */
    public ImageManifest pullManifest(ImageReference reference, Platform platform) {
        return manifest(reference, platform, this::pullDocument);
    }

    /** @param documents what names stand for */
    ImageManifest manifest(
            ImageReference reference, Platform platform, Function<ImageReference, ManifestDocument> documents) {
        ManifestDocument document = documents.apply(reference);
        if (!document.isIndex()) {
            return image(reference, document);
        }
        Descriptor chosen = document.manifestFor(platform)
                .orElseThrow(() -> new RegistryException.NotFound(
                        "Cannot pull " + reference + " for " + platform + ": " + reference.registry() + " has it for "
                                + document.platforms() + ". Choose another base.",
                        null));
        ImageReference pinned = reference.withTag(chosen.digest());
        return image(pinned, documents.apply(pinned));
    }

    /** All that the registry has under a name; of an index, all of its images. */
    public RemoteImage inspect(ImageReference reference) {
        ManifestDocument document = pullDocument(reference);
        try {
            return RemoteImage.read(this, reference, document);
        } catch (IllegalArgumentException e) {
            throw unreadable(reference, e);
        }
    }

    /**
     * An image whose blobs are in the repository, be its manifest there or not.
     *
     * @param repository which; its tag is of no account
     */
    public RemoteImage.OnePlatform inspect(ImageReference repository, ImageManifest manifest) {
        try {
            return RemoteImage.read(this, repository, Map.of(), ManifestDocument.parse(manifest.bytes()));
        } catch (IllegalArgumentException e) {
            throw unreadable(repository.withTag(manifest.digest()), e);
        }
    }

    /** The digest that a tag stands for at the moment, of the index if it is one; empty if there is no such tag. */
    public Optional<String> digestOf(ImageReference reference) {
        return digestOf(puller(reference), reference);
    }

    /** Like {@link #digestOf}, but takes the registry's word for it, and so counts as no pull. */
    public Optional<String> lookUp(ImageReference reference) {
        return retries.run(Operation.onManifest(Operation.LOOK, reference), () -> {
            Session session = puller(reference);
            Answer answer = session.send(
                    Ask.of("HEAD", session.uri(manifestPath(reference))).accepting(MANIFESTS));
            if (answer.status() == NOT_FOUND) {
                return Optional.empty();
            }
            Optional<String> told =
                    answer.orThrow().headers().firstValue(DIGEST).filter(ImageReference::isDigest);
            return told.isPresent() ? told : digestOf(session, reference);
        });
    }

    /** Like {@link #lookUp}, for the image that a pull would get: mirrors are asked first. */
    public Optional<String> lookUpBase(ImageReference reference) {
        try {
            return Optional.of(places.first(
                    reference,
                    place -> lookUp(place).orElseThrow(() -> new RegistryException.NotFound("no " + place, null))));
        } catch (RegistryException.NotFound absent) {
            return Optional.empty();
        }
    }

    /**
     * The digest that a registry says a tag stands for, without sending what does, which counts as a pull; empty if it does
     * not say.
     */
    Optional<String> announced(ImageReference reference) {
        return retries.run(Operation.onManifest(Operation.PULL, reference), () -> {
            Session session = puller(reference);
            Answer answer = session.send(
                    Ask.of("HEAD", session.uri(manifestPath(reference))).accepting(MANIFESTS));
            if (Refusals.isTransient(answer.status())) {
                throw new RefusedRequest(answer);
            }
            return answer.headers()
                    .firstValue(DIGEST)
                    .filter(digest -> answer.isOk() && ImageReference.isDigest(digest));
        });
    }

    /** Writes a blob to a file, which appears only when it is complete and its digest and size are right. */
    public void pullBlob(ImageReference reference, Descriptor blob, Path target) {
        pullBlob(reference, blob, target, Registry::unwatched);
    }

    /**
     * Like the other, while somebody watches.
     *
     * @param received is told how many bytes have come, again and again, from the start where that is tried again
     */
    public void pullBlob(ImageReference reference, Descriptor blob, Path target, LongConsumer received) {
        Operation operation = Operation.onBlob(Operation.PULL, reference, blob);
        retries.run(operation, () -> {
            Path partial = createTemporary(target.toAbsolutePath());
            try {
                try (OutputStream file = Files.newOutputStream(partial)) {
                    receive(reference, blob, file, received);
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
        return retries.run(Operation.onBlob(Operation.PULL, reference, blob), () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            receive(reference, blob, bytes, Registry::unwatched);
            return bytes.toByteArray();
        });
    }

    private static void unwatched(long bytes) {
        // Nobody wants to know.
    }

    /** True if the repository has the blob. */
    public boolean hasBlob(ImageReference reference, Descriptor blob) {
        return retries.run(
                Operation.onBlob(Operation.LOOK, reference, blob), () -> has(puller(reference), blobPath(blob), "*/*"));
    }

    /** True if the target's repository has the manifest, under whatever tag or none: it has its blobs, too, then. */
    public boolean hasManifest(ImageReference target, ImageManifest manifest) {
        ImageReference pinned = target.withTag(manifest.digest());
        return retries.run(
                Operation.onManifest(Operation.PUSH, target),
                () -> has(pusher(target, Optional.empty()), manifestPath(pinned), manifest.mediaType()));
    }

    /**
     * Puts a blob into the target's repository.
     *
     * @param mountFrom a repository of the same registry that has the blob
     * @return true if the bytes had to travel, false if they were there already or came out of {@code mountFrom}
     */
    public boolean pushBlob(ImageReference target, Descriptor blob, Path file, Optional<String> mountFrom) {
        return pushBlob(target, blob, () -> file, mountFrom, Registry::unwatched);
    }

    /**
     * Like the other, for bytes that have yet to be brought.
     *
     * @param sent is told how many bytes have gone, again and again, from the start where that is tried again
     */
    boolean pushBlob(
            ImageReference target, Descriptor blob, BlobFile file, Optional<String> mountFrom, LongConsumer sent) {
        Optional<String> source = mountFrom.filter(repository -> !repository.equals(target.repository()));
        return retries.run(Operation.onBlob(Operation.PUSH, target, blob), () -> {
            if (source.isPresent() && mount(target, blob, source.get())) {
                return false;
            }
            Session session = pusher(target, Optional.empty());
            if (has(session, blobPath(blob), "*/*")) {
                return false;
            }
            send(session, blob, file, sent);
            return true;
        });
    }

    /** Like the others, for few bytes. */
    void pushBlob(ImageReference target, Descriptor blob, byte[] bytes) {
        retries.run(Operation.onBlob(Operation.PUSH, target, blob), () -> {
            Session session = pusher(target, Optional.empty());
            if (!has(session, blobPath(blob), "*/*")) {
                Ask put = Ask.of("PUT", upload(session, blob)).sending(BYTES, BodyPublishers.ofByteArray(bytes));
                session.send(put).orThrow();
            }
            return blob;
        });
    }

    /** Where this run has seen a blob in the target's registry, so that it need not travel there. */
    Optional<String> homeOf(ImageReference target, Descriptor blob) {
        return Optional.ofNullable(homes.get(new Origin(target.registry(), blob.digest())));
    }

    /**
     * Puts a manifest under the target's tag and reads it back. All it refers to must be there already.
     *
     * @return the digest that the registry has under the tag
     */
    public String pushManifest(ImageReference target, ImageManifest manifest) {
        push(target, manifest.mediaType(), manifest.bytes(), manifest.digest());
        return manifest.digest();
    }

    /**
     * Like {@link #pushManifest}, for what has a subject.
     *
     * @return whether the registry itself lists it as belonging to that
     */
    boolean pushReferrer(ImageReference target, ImageManifest manifest) {
        return push(target, manifest.mediaType(), manifest.bytes(), manifest.digest())
                .headers()
                .firstValue("OCI-Subject")
                .isPresent();
    }

    /** What the registry lists as belonging to a manifest; empty if it has no such lists. */
    Optional<List<Referrer>> referrers(ImageReference subject, Optional<String> artifactType) {
        return retries.run(Operation.onManifest(Operation.REFERRERS, subject), () -> {
            List<Referrer> referrers = new ArrayList<>();
            Session session = puller(subject);
            Optional<URI> page = Optional.of(session.uri("referrers/" + subject.tag()
                    + artifactType
                            .map(type -> "?artifactType=" + URLEncoder.encode(type, StandardCharsets.UTF_8))
                            .orElse("")));
            while (page.isPresent()) {
                Answer answer = session.send(Ask.of("GET", page.get()).accepting(ManifestDocument.OCI_INDEX));
                if (NO_REFERRERS.contains(answer.status()) || !isIndex(answer.orThrow())) {
                    return Optional.empty();
                }
                referrers.addAll(ReferrerIndex.parse(answer.body()).referrers());
                page = Pages.next(answer, page.get());
            }
            return Optional.of(referrers);
        });
    }

    /** Some have a page for people at any address. */
    private static boolean isIndex(Answer answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith(ManifestDocument.OCI_INDEX))
                .isPresent();
    }

    /** The list that is kept under a tag of what belongs to a manifest; empty if there is no such tag. */
    Optional<ReferrerIndex> referrerIndex(ImageReference tag) {
        try {
            return Optional.of(ReferrerIndex.parse(pullManifestBytes(puller(tag), tag)));
        } catch (RegistryException.NotFound absent) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw unreadable(tag, e);
        }
    }

    /** To be held by who reads a tag in order to put it anew. */
    Object lock(ImageReference tag) {
        return locks.computeIfAbsent(tag, absent -> new Object());
    }

    /**
     * Puts what a digest stands for, an image or an index of several, under a tag of the same repository, and reads it back.
     *
     * @param source named by its digest
     * @return the digest that the registry has under the tag
     */
    public String retag(ImageReference source, ImageReference target) {
        byte[] bytes = pullManifestBytes(puller(source), source);
        try {
            push(target, ManifestDocument.parse(bytes).mediaType(), bytes, source.tag());
            return source.tag();
        } catch (IllegalArgumentException e) {
            throw unreadable(source, e);
        }
    }

    /** Puts a manifest under its own digest, which the registry compares, or under a tag. */
    void putManifest(ImageReference target, ImageManifest manifest) {
        put(target, manifest.mediaType(), manifest.bytes());
    }

    private Answer push(ImageReference target, String mediaType, byte[] manifest, String digest) {
        Answer answer = put(target, mediaType, manifest);
        String stored = digestOf(pusher(target, Optional.empty()), target)
                .orElseThrow(() -> new RegistryException.Refused(
                        "Cannot push " + target + ": " + target.registry() + " has nothing where " + digest
                                + " was pushed. Stop what deletes images there, and push again.",
                        null));
        if (!stored.equals(digest)) {
            throw new RegistryException.Refused(
                    "Cannot push " + target + ": " + target.registry() + " has " + stored + " where " + digest
                            + " was pushed. Check whether something else pushes this tag.",
                    null);
        }
        return answer;
    }

    /** Puts a manifest, and does not look whether it stays. */
    Answer put(ImageReference target, String mediaType, byte[] manifest) {
        Session session = pusher(target, Optional.empty());
        return retries.run(
                Operation.onManifest(Operation.PUSH, target),
                () -> session.send(Ask.of("PUT", session.uri(manifestPath(target)))
                                .sending(mediaType, BodyPublishers.ofByteArray(manifest)))
                        .orThrow());
    }

    /** All tags of a repository; none if there is no such repository. */
    public List<String> tags(ImageReference repository) {
        try {
            return retries.run(Operation.onRepository(Operation.LIST, repository), () -> {
                List<String> tags = new ArrayList<>();
                Session session = puller(repository);
                Optional<URI> page = Optional.of(session.uri("tags/list"));
                while (page.isPresent()) {
                    Answer answer = session.send(Ask.of("GET", page.get())).orThrow();
                    tags.addAll(Pages.tags(answer));
                    page = Pages.next(answer, page.get());
                }
                return tags;
            });
        } catch (RegistryException.NotFound absent) {
            return List.of();
        }
    }

    /**
     * Deletes a tag and nothing else; or a manifest, named by its digest, with all of its tags.
     *
     * @return false if the registry does not do that, or there is no such thing
     */
    boolean delete(ImageReference reference) {
        return retries.run(Operation.onManifest(Operation.DELETE, reference), () -> {
            Session session = session(
                    new Session.Scope(reference.registry(), reference.repository(), false, Optional.empty(), true));
            Answer answer = session.send(Ask.of("DELETE", session.uri(manifestPath(reference))));
            return !CANNOT_DELETE.contains(answer.status()) && answer.orThrow().isOk();
        });
    }

    /** Like {@link #pushManifest}, which is not needed where the tag stands for the manifest already. */
    String tag(ImageReference target, ImageManifest manifest) {
        Optional<String> present = digestOf(pusher(target, Optional.empty()), target);
        return present.filter(manifest.digest()::equals).orElseGet(() -> pushManifest(target, manifest));
    }

    @Override
    public void close() {
        network.close();
    }

    ManifestDocument pullDocument(ImageReference reference) {
        try {
            return ManifestDocument.parse(pullManifestBytes(puller(reference), reference));
        } catch (IllegalArgumentException e) {
            throw unreadable(reference, e);
        }
    }

    private ImageManifest image(ImageReference reference, ManifestDocument document) {
        try {
            ImageManifest image = document.image();
            remember(reference.registry(), reference.repository(), image);
            return image;
        } catch (IllegalArgumentException e) {
            throw unreadable(reference, e);
        }
    }

    /** That a repository has the layers of an image. */
    void remember(String registry, String repository, ImageManifest image) {
        image.layers().forEach(layer -> homes.put(new Origin(registry, layer.digest()), repository));
    }

    static RegistryException unreadable(ImageReference reference, IllegalArgumentException e) {
        return new RegistryException.Refused("Cannot pull " + reference + ": " + e.getMessage(), e);
    }

    private Optional<String> digestOf(Session session, ImageReference reference) {
        try {
            return Optional.of(Sha256.of(pullManifestBytes(session, reference)));
        } catch (RegistryException.NotFound absent) {
            return Optional.empty();
        }
    }

    private byte[] pullManifestBytes(Session session, ImageReference reference) {
        return retries.run(Operation.onManifest(Operation.PULL, reference), () -> {
            Ask ask = Ask.of("GET", session.uri(manifestPath(reference))).accepting(MANIFESTS);
            Answer answer = session.send(ask).orThrow();
            byte[] bytes = answer.body();
            // Of a tag, nobody but the registry can know what it stands for; most of them say so.
            String expected = reference.isDigest()
                    ? reference.tag()
                    : answer.headers().firstValue(DIGEST).orElse("");
            if (ImageReference.isDigest(expected) && !Sha256.of(bytes).equals(expected)) {
                throw WrongContentException.another(Sha256.of(bytes), expected);
            }
            return bytes;
        });
    }

    private void receive(ImageReference reference, Descriptor blob, OutputStream target, LongConsumer received)
            throws Exception {
        Session session = puller(reference);
        VerifyingStream verifying = new VerifyingStream(target, blob, received);
        session.send(Ask.of("GET", session.uri(blobPath(blob))), Optional.of(verifying), new Pulse())
                .orThrow();
        verifying.verify();
    }

    private static boolean has(Session session, String path, String accepted) throws Exception {
        Answer answer = session.send(Ask.of("HEAD", session.uri(path)).accepting(accepted));
        return answer.status() != NOT_FOUND && answer.orThrow().isOk();
    }

    /** Where that is not possible or not allowed, the bytes have to travel. */
    private boolean mount(ImageReference target, Descriptor blob, String source) throws Exception {
        Session session = pusher(target, Optional.of(source));
        Answer answer =
                session.send(Ask.of("POST", session.uri("blobs/uploads/?mount=" + blob.digest() + "&from=" + source)));
        if (Refusals.isTransient(answer.status())) {
            throw new RefusedRequest(answer);
        }
        return answer.status() == CREATED;
    }

    private static void send(Session session, Descriptor blob, BlobFile file, LongConsumer sent) throws Exception {
        URI place = upload(session, blob);
        Pulse pulse = new Pulse();
        BlobBody body = new BlobBody(file.path(), blob, pulse, sent);
        Ask put = Ask.of("PUT", place).sending(BYTES, body.publisher());
        try {
            session.send(put, Optional.empty(), pulse).orThrow();
        } finally {
            body.requireRead();
        }
    }

    /** Begins an upload, and returns where the bytes go. */
    private static URI upload(Session session, Descriptor blob) throws Exception {
        URI uploads = session.uri("blobs/uploads/");
        String location = session.send(Ask.of("POST", uploads))
                .orThrow()
                .headers()
                .firstValue("Location")
                .orElseThrow(() -> new UnusableAnswer("does not say where to upload to"));
        URI place = Network.resolve(uploads, location);
        String separator = place.getRawQuery() == null ? "?" : "&";
        return URI.create(place + separator + "digest=" + blob.digest());
    }

    private static String blobPath(Descriptor blob) {
        return "blobs/" + blob.digest();
    }

    private static String manifestPath(ImageReference reference) {
        return "manifests/" + reference.tag();
    }

    private Session puller(ImageReference reference) {
        return session(new Session.Scope(reference.registry(), reference.repository(), false, Optional.empty()));
    }

    private Session pusher(ImageReference target, Optional<String> mountFrom) {
        return session(new Session.Scope(target.registry(), target.repository(), true, mountFrom));
    }

    private Session session(Session.Scope scope) {
        Host host = hosts.computeIfAbsent(scope.registry(), name -> new Host(name, settings, network));
        return sessions.computeIfAbsent(scope, absent -> new Session(absent, host, network, settings.events()));
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
