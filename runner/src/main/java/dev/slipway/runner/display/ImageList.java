package dev.slipway.runner.display;

import dev.slipway.graph.Node;
import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Inventory;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The published images, one an entry. */
public final class ImageList {
    private final Inventory inventory;
    private final Destination destination;

    public ImageList(Inventory inventory, Destination destination) {
        this.inventory = inventory;
        this.destination = destination;
    }

    public void printTable(PrintWriter out) {
        Columns columns = new Columns().row("IMAGE", "VARIANT", "REFERENCE");
        published().forEach(node -> columns.row(node.image(), variant(node), destination.reference(inventory, node)));
        columns.lines().forEach(out::println);
        inventory
                .omissions()
                .forEach(omission -> out.println("left out: " + omission.image() + ": " + omission.because()));
    }

    public void printJson(PrintWriter out) {
        Json.printDocument(published().stream().map(this::document).toList(), out);
    }

    private Map<String, Object> document(Node node) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("image", node.image());
        document.put("variant", node.variant());
        document.put("tag", node.tag());
        document.put("reference", destination.reference(inventory, node));
        document.put("description", inventory.description(node));
        document.put("digest", node.digest());
        return document;
    }

    private List<Node> published() {
        return inventory.nodes().filter(Node::published).toList();
    }

    static String variant(Node node) {
        return node.variant().entrySet().stream()
                .map(release -> release.getKey() + "=" + release.getValue())
                .collect(Collectors.joining(" "));
    }
}
