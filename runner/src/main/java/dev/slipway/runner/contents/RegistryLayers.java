package dev.slipway.runner.contents;

import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Layers as a registry has them. Each is brought to a file first, as only a whole one can be known to be sound. */
public final class RegistryLayers implements LayerSource {
    private final Registry registry;
    private final ImageReference repository;

    /** @param repository which; its tag is of no account */
    public RegistryLayers(Registry registry, ImageReference repository) {
        this.registry = registry;
        this.repository = repository;
    }

    @Override
    public InputStream open(Descriptor layer) throws IOException {
        Path file = Files.createTempFile("slipway-layer", ".tmp");
        try {
            registry.pullBlob(repository, layer, file);
            return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
