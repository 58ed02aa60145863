package dev.slipway.runner.catalogs;

import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.ImageName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The resources of a catalogue whose class is not loaded. */
record CatalogFolder(String name, Path folder) implements Catalog {
    @Override
    public List<ImageName> images() {
        return List.of();
    }

    @Override
    public InputStream resource(String path) throws IOException {
        return Files.newInputStream(folder.resolve("slipway").resolve(path));
    }
}
