package dev.slipway.graph;

import java.util.List;

/** Things that need each other in a circle. */
public final class CycleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final List<String> path;

    /** A circle from its first element back to it: {@code [a, b, a]}. */
    public CycleException(List<String> path) {
        super("cycle: " + String.join(" -> ", path));
        this.path = List.copyOf(path);
    }

    /** The circle; its first and last elements are the same. */
    public List<String> path() {
        return path;
    }
}
