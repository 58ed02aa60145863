package dev.slipway.runner.engine;

import dev.slipway.runner.event.Traffic;
import java.util.Optional;

/** An uploaded image that waits for its tag. */
public interface Publication {
    /** What it took to upload it; empty if whoever has done it does not tell. */
    Optional<Traffic> traffic();

    /** Lets the tag stand for the image, and returns the digest of its manifest. */
    String publish() throws EngineException, InterruptedException;
}
