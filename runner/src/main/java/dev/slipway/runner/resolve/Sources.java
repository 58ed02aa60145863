package dev.slipway.runner.resolve;

import dev.slipway.runner.engine.Git;
import dev.slipway.runner.lock.Lock;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RemoteImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What images and git refs stand for, each asked for once. */
public final class Sources {
    /** Of what an index holds beside images: attestations. */
    private static final String NO_SYSTEM = "unknown";

    private final Registry registry;
    private final Git git;
    private final Map<String, SortedMap<String, String>> images = new ConcurrentHashMap<>();
    private final Map<String, String> commits = new ConcurrentHashMap<>();

    public Sources(Registry registry, Git git) {
        this.registry = registry;
        this.git = git;
    }

    /**
     * The digests of an image, as a {@link Lock} has them; throws a RegistryException if the registry does not tell.
     *
     * @throws IllegalArgumentException if it is no reference
     */
    public SortedMap<String, String> digests(String reference) {
        return images.computeIfAbsent(reference, this::ask);
    }

    private SortedMap<String, String> ask(String reference) {
        RemoteImage image = registry.inspect(ImageReference.parse(reference));
        SortedMap<String, String> digests = new TreeMap<>(Map.of(Lock.DIGEST, image.digest()));
        if (image.isIndex()) {
            image.images().stream()
                    .filter(one -> !one.platform().os().equals(NO_SYSTEM))
                    .forEach(one -> digests.put(one.platform().toString(), one.digest()));
        }
        return digests;
    }

    /** The commit of a ref; throws an UncheckedIOException if the repository does not tell. */
    public String commit(String url, String ref) {
        return commits.computeIfAbsent(Lock.gitName(url, ref), name -> ask(url, ref));
    }

    private String ask(String url, String ref) {
        try {
            return git.resolve(url, ref).commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while asking " + url, e));
        }
    }
}
