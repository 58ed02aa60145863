package dev.slipway.runner.engine;

import dev.slipway.runner.event.Traffic;
import dev.slipway.runner.registry.Descriptor;
import java.util.Optional;

/** An uploaded image that waits for its tag. */
public interface Publication {
    /** What the tag will stand for: an image's manifest, or an index. It is in the repository under its digest. */
    Descriptor manifest();

    /** What it took to upload it; empty if whoever has done it does not tell. */
    Optional<Traffic> traffic();

    /** Lets the tag stand for the image, and returns the digest of its manifest. */
    String publish() throws EngineException, InterruptedException;
}
