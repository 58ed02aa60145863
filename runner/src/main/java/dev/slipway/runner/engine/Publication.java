package dev.slipway.runner.engine;

import dev.slipway.runner.event.Traffic;

/** An uploaded image that waits for its tag. */
public interface Publication {
    /** What it took to upload it. */
    Traffic traffic();

    /** Lets the tag stand for the image, and returns the digest of its manifest. */
    String publish() throws EngineException, InterruptedException;
}
