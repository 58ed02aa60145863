package dev.slipway.runner.engine.docker;

import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.layer.Compressor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** An image that a daemon has under a name of nobody's, for as long as it takes to save it. */
final class DaemonImage {
    private final Docker docker;
    private final String name = "slipway.local/" + UUID.randomUUID();

    DaemonImage(Docker docker) {
        this.docker = docker;
    }

    /** Has the daemon do something. */
    interface Docker {
        void run(String... words) throws EngineException, InterruptedException;
    }

    /** Gives the daemon the image of a name. */
    interface Export {
        void as(String name) throws IOException, EngineException, InterruptedException;
    }

    /**
     * Has it exported and saved. The daemon has it no more then, whatever happens.
     *
     * @param folder takes its blobs
     */
    ExportedImage saved(Export export, Path folder, Compressor compressor)
            throws IOException, EngineException, InterruptedException {
        ExportedImage image;
        try {
            export.as(name);
            Path archive = folder.resolve("saved.tar");
            docker.run("save", "--output", archive.toString(), name);
            image = DockerSave.read(archive, folder, compressor);
        } catch (IOException | EngineException | InterruptedException | RuntimeException e) {
            removeAfter(e);
            throw e;
        }
        remove();
        return image;
    }

    private void remove() throws EngineException, InterruptedException {
        docker.run("image", "rm", name);
    }

    /** What went wrong first is what is told. */
    private void removeAfter(Exception failure) {
        try {
            remove();
        } catch (EngineException e) {
            failure.addSuppressed(e);
        } catch (InterruptedException e) {
            failure.addSuppressed(e);
            Thread.currentThread().interrupt();
        }
    }
}
