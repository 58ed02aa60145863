package dev.slipway.definitions;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.graph.GraphDocument;
import dev.slipway.model.Family;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Graphs as they are generated. */
final class Graphs {
    private Graphs() {}

    /** The family of a catalogue's {@code graph.json}, which is closed. */
    static Family family(InputStream document) throws IOException {
        try (document) {
            return GraphDocument.read(
                    new JsonMapper().readValue(document, new TypeReference<Map<String, Object>>() {}));
        }
    }
}
