package dev.slipway.runner.engine;

import dev.slipway.runner.event.Traffic;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import java.nio.file.Path;
import java.util.Optional;

/** An uploaded image that waits for its tag. */
public interface Publication {
    /** What the tag will stand for: an image's manifest, or an index. All that it names is in the repository. */
    Descriptor manifest();

    /** The same in full, if it is one image's and this process has it. If not, it is in the repository under its digest. */
    Optional<ImageManifest> image();

    /** A file of this machine that has the bytes of a blob of the image, if there is one. */
    Optional<Path> file(Descriptor blob);

    /** What it took to upload it; empty if whoever has done it does not tell. */
    Optional<Traffic> traffic();

    /** Of its layers, as they travel; empty if whoever has uploaded it does not tell. */
    Optional<Long> size();

    /** Lets the tag stand for the image, and returns the digest of its manifest. */
    String publish() throws EngineException, InterruptedException;
}
