package dev.slipway.runner.reuse;

import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.Publication;
import dev.slipway.runner.event.Traffic;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RegistryException;
import java.nio.file.Path;
import java.util.Optional;

/** An image of an earlier push, which only waits for another tag. */
record UnchangedImage(Registry registry, Descriptor manifest, ImageReference target) implements Publication {
    @Override
    public Optional<ImageManifest> image() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> file(Descriptor blob) {
        return Optional.empty();
    }

    @Override
    public Optional<Traffic> traffic() {
        return Optional.of(Traffic.NONE);
    }

    @Override
    public Optional<Long> size() {
        return Optional.empty();
    }

    /** The same bytes, of an index as well; so all that is kept beside the image belongs to it still. */
    @Override
    public String publish() throws EngineException {
        try {
            return registry.lookUp(target).equals(Optional.of(manifest.digest()))
                    ? manifest.digest()
                    : registry.retag(target.withTag(manifest.digest()), target);
        } catch (RegistryException e) {
            throw new EngineException(new Failure.RegistryUnavailable(String.valueOf(e.getMessage())), e);
        }
    }
}
