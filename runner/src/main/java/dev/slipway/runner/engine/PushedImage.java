package dev.slipway.runner.engine;

import dev.slipway.runner.event.Traffic;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.ImagePush;
import dev.slipway.runner.registry.RegistryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An image that this process has pushed, and that waits for its tag.
 *
 * @param files those that have the bytes of its blobs, as far as they stay where they are
 */
public record PushedImage(ImagePush.Ready ready, Function<Descriptor, Optional<Path>> files) implements Publication {
    @Override
    public Descriptor manifest() {
        return ready.manifest().descriptor();
    }

    @Override
    public Optional<ImageManifest> image() {
        return Optional.of(ready.manifest());
    }

    @Override
    public Optional<Path> file(Descriptor blob) {
        return files.apply(blob);
    }

    @Override
    public Optional<Traffic> traffic() {
        return Optional.of(new Traffic(bytes(ready.sent()), bytes(ready.skipped())));
    }

    @Override
    public Optional<Long> size() {
        return Optional.of(bytes(ready.manifest().layers()));
    }

    private static long bytes(List<Descriptor> blobs) {
        return blobs.stream().mapToLong(Descriptor::size).sum();
    }

    @Override
    public String publish() throws EngineException {
        try {
            return ready.publish();
        } catch (RegistryException e) {
            throw new EngineException(new Failure.RegistryUnavailable(String.valueOf(e.getMessage())), e);
        }
    }
}
