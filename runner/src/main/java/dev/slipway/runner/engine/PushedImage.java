package dev.slipway.runner.engine;

import dev.slipway.runner.event.Traffic;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImagePush;
import dev.slipway.runner.registry.RegistryException;
import java.util.List;
import java.util.Optional;

/** An image that this process has pushed, and that waits for its tag. */
public record PushedImage(ImagePush.Ready image) implements Publication {
    @Override
    public Descriptor manifest() {
        return image.manifest().descriptor();
    }

    @Override
    public Optional<Traffic> traffic() {
        return Optional.of(new Traffic(bytes(image.sent()), bytes(image.skipped())));
    }

    private static long bytes(List<Descriptor> blobs) {
        return blobs.stream().mapToLong(Descriptor::size).sum();
    }

    @Override
    public String publish() throws EngineException {
        try {
            return image.publish();
        } catch (RegistryException e) {
            throw new EngineException(new Failure.RegistryUnavailable(String.valueOf(e.getMessage())), e);
        }
    }
}
