package dev.slipway.graph;

import dev.slipway.model.Family;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The content of {@code graph.json} as a tree of maps, lists, strings, numbers and booleans; its schema is the resource
 * {@code graph.schema.json} beside this class. {@code family} is what readers build from; {@code nodes} and
 * {@code edges} are its expansion, for readers that only look.
 */
public final class GraphDocument {
    /** Of the documents that this version writes, and the newest that it reads. */
    public static final int VERSION = 1;

    private static final String VERSION_KEY = "version";
    private static final String FAMILY_KEY = "family";

    private GraphDocument() {}

    public static Map<String, Object> write(BuildGraph graph) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(VERSION_KEY, VERSION);
        document.put(FAMILY_KEY, Trees.write(graph.family()));
        document.put("nodes", graph.nodes().stream().map(GraphDocument::node).toList());
        List<Object> edges = new ArrayList<>();
        graph.nodes().forEach(node -> node.dependencies().forEach(needed -> edges.add(edge(needed, node.id()))));
        document.put("edges", edges);
        return document;
    }

    /**
     * The family of a document.
     *
     * @throws IllegalArgumentException if it is of a newer version or does not fit, naming the place
     */
    public static Family read(Map<String, Object> document) {
        if (!(document.get(VERSION_KEY) instanceof Integer version)) {
            throw new IllegalArgumentException("not a build graph: it has no '" + VERSION_KEY + "'");
        }
        if (version > VERSION) {
            throw new IllegalArgumentException("the build graph is of version " + version
                    + ", and this runner reads up to version " + VERSION + ": update the runner");
        }
        Object family = document.get(FAMILY_KEY);
        if (family == null) {
            throw new IllegalArgumentException("not a build graph: it has no '" + FAMILY_KEY + "'");
        }
        return (Family) Trees.read(family, Family.class, FAMILY_KEY);
    }

    private static Map<String, Object> node(Node node) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", node.id());
        tree.put("image", node.image());
        tree.put("variant", Trees.write(node.variant()));
        tree.put("tag", node.tag());
        tree.put("published", node.published());
        tree.put("digest", node.digest());
        tree.put("stages", node.stages().stream().map(GraphDocument::stage).toList());
        tree.put("origin", Trees.write(node.origin()));
        return tree;
    }

    private static Map<String, Object> stage(Stage stage) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", stage.name());
        tree.put("base", Trees.write(stage.base()));
        tree.put("steps", stage.operations().stream().map(Operation::title).toList());
        return tree;
    }

    private static Map<String, Object> edge(String from, String to) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("from", from);
        tree.put("to", to);
        return tree;
    }
}
