package dev.slipway.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.ImageName;
import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.GraphDocument;
import dev.slipway.model.Family;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A catalogue whose resources are texts. */
public record TestCatalog(String name, Map<String, String> resources) implements Catalog {
    /** As the compiler would leave it. */
    public static TestCatalog of(String name, Family family) {
        Map<String, String> resources = new HashMap<>();
        resources.put("graph.json", json(family));
        family.context().forEach(file -> resources.put("context/" + file.path(), TestFamily.SCRIPT));
        return new TestCatalog(name, resources);
    }

    public TestCatalog with(String path, String text) {
        Map<String, String> more = new HashMap<>(resources);
        more.put(path, text);
        return new TestCatalog(name, more);
    }

    @Override
    public List<ImageName> images() {
        return List.of();
    }

    @Override
    public InputStream resource(String path) throws IOException {
        String text = resources.get(path);
        if (text == null) {
            throw new FileNotFoundException("catalogue " + name + " has no resource slipway/" + path);
        }
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Family family) {
        try {
            return new ObjectMapper().writeValueAsString(GraphDocument.write(BuildGraph.of(family)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
