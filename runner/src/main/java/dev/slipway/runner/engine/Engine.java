package dev.slipway.runner.engine;

import dev.slipway.graph.Node;
import dev.slipway.runner.archive.ArchiveTarget;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Rerun;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Builds and uploads images. Thread-safe: independent nodes are built at once, each on a thread of its own. */
public interface Engine extends AutoCloseable {
    /**
     * Builds one node, and makes its checks.
     *
     * @param node its dependencies were built before by this engine
     * @param events is told of bases, steps, output and checks while they happen
     * @throws InterruptedException if the thread was interrupted; nothing that it started is running any more
     * @throws WouldRun if this engine only looks, and not all was there
     */
    BuiltImage build(Node node, EventListener events) throws EngineException, InterruptedException;

    /**
     * Takes the image of a node from a registry, in the place of building it.
     *
     * @param reference with a digest
     * @param events is told of a pull
     * @throws WouldRun if this engine only looks, and it would have to be pulled
     */
    void adopt(Node node, String reference, EventListener events) throws EngineException, InterruptedException;

    /**
     * Uploads all that the image needs to the repository of its future name, layers that no archive was made of yet
     * included. The tag does not appear before {@link Publication#publish}.
     *
     * @param reference {@code registry.example/citus/extbuilder:16.13}
     */
    Publication upload(BuiltImage image, String reference, EventListener events)
            throws EngineException, InterruptedException;

    /**
     * Writes images to a file or a folder, all of them or nothing.
     *
     * @param images were built before by this engine
     * @param events is told what had to be made again for it
     */
    void save(List<NamedImage> images, ArchiveTarget target, EventListener events)
            throws EngineException, InterruptedException;

    /**
     * Writes images as {@code docker save} does, and {@code docker load} reads.
     *
     * @param images were built before by this engine
     * @param events is told what had to be made again for it
     * @throws IOException if it cannot be written to
     */
    void export(List<NamedImage> images, OutputStream out, EventListener events)
            throws EngineException, InterruptedException, IOException;

    /**
     * Takes out of what it keeps from run to run what is more than it should, but nothing that was used in this one. To be
     * called when all else is done.
     */
    void tidy() throws EngineException, InterruptedException;

    /**
     * Runs a command in the files of an image, with the input and the outputs of this process. What it changes is gone
     * afterwards.
     *
     * @param image was built before by this engine
     * @param command empty for a shell
     * @return its exit code
     */
    int attach(BuiltImage image, List<String> command, EventListener events)
            throws EngineException, InterruptedException;

    /**
     * Which step of a node would be done first if it were built now, and why; empty if none. Nothing is done.
     *
     * @param node all that it depends on was looked at before, and none of it would be done
     */
    Optional<Rerun> why(Node node) throws EngineException, InterruptedException;

    /**
     * The digest of the manifest of an external image that nodes were built from.
     *
     * @param reference as nodes have it
     * @return empty if this engine does not know, or made the image itself
     */
    Optional<String> baseDigest(String reference);

    /**
     * The state before what failed.
     *
     * @param failure of a build by this engine
     * @return empty where there was no state yet, as where a base cannot be pulled
     */
    Optional<Scene> scene(Failure failure);

    /** Ends all that is still running, and gives back what the engine holds. */
    @Override
    void close();
}
