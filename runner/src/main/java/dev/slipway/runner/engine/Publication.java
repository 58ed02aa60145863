package dev.slipway.runner.engine;

/** An uploaded image that waits for its tag. */
@FunctionalInterface
public interface Publication {
    /** Lets the tag stand for the image, and returns the digest of its manifest. */
    String publish() throws EngineException, InterruptedException;
}
