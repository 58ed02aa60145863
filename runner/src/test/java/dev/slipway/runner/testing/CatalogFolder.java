package dev.slipway.runner.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.ImageName;
import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.GraphDocument;
import dev.slipway.model.Family;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A catalogue as a folder of classes and resources, as {@code SLIPWAY_CATALOG_PATH} takes it. */
public final class CatalogFolder implements Catalog {
    @Override
    public String name() {
        return "example";
    }

    @Override
    public List<ImageName> images() {
        return List.of();
    }

    /** Writes a family of {@link Images} as a catalogue. */
    public static void write(Path folder, Family family) throws IOException {
        String file = CatalogFolder.class.getSimpleName() + ".class";
        Path classes = Files.createDirectories(
                folder.resolve(CatalogFolder.class.getPackageName().replace('.', '/')));
        try (InputStream self = CatalogFolder.class.getResourceAsStream(file)) {
            Files.write(classes.resolve(file), Objects.requireNonNull(self).readAllBytes());
        }
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(Catalog.class.getName()), CatalogFolder.class.getName());
        Path resources = classes.resolve("slipway");
        Images.writeContext(Files.createDirectories(resources.resolve("context")));
        new ObjectMapper()
                .writeValue(resources.resolve("graph.json").toFile(), GraphDocument.write(BuildGraph.of(family)));
    }
}
