package dev.slipway.runner.display;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.PrintWriter;

/** Trees of maps, lists and scalars as JSON. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** For people, too: over many lines. */
    static void printDocument(Object tree, PrintWriter out) {
        out.println(write(MAPPER.writerWithDefaultPrettyPrinter(), tree));
    }

    /** In one line. */
    static String line(Object tree) {
        return write(MAPPER.writer(), tree);
    }

    /** What a text says; nothing where it is no JSON, as the end of a file whose writer was killed. */
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String write(ObjectWriter writer, Object tree) {
        try {
            return writer.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot be written", e);
        }
    }
}
