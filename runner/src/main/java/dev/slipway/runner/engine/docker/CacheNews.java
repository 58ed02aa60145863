package dev.slipway.runner.engine.docker;

import dev.slipway.graph.Node;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Tells of a cache that cannot be read, or not be written to, once in a run each: builds go on all the same. */
final class CacheNews {
    private static final Pattern WRITTEN = Pattern.compile("(?:\\[.*\\] )?exporting cache to .*");
    private static final Pattern READ = Pattern.compile("(?:\\[.*\\] )?importing cache manifest from .*");
    /** Nothing was ever kept for that image. */
    private static final String NOT_THERE = "not found";

    private final CacheRepository repository;
    private final Set<Pattern> told = ConcurrentHashMap.newKeySet();

    CacheNews(CacheRepository repository) {
        this.repository = repository;
    }

    /** What looks for them in the progress of a node's build. */
    Consumer<SolveStatus.Vertex> of(Node node, EventListener events) {
        return vertex -> {
            tell(WRITTEN, "written to", vertex, node, events);
            if (!vertex.error().contains(NOT_THERE)) {
                tell(READ, "read", vertex, node, events);
            }
        };
    }

    private void tell(Pattern name, String what, SolveStatus.Vertex vertex, Node node, EventListener events) {
        boolean isBad = !vertex.error().isEmpty() && !VertexError.isCancellation(vertex.error());
        if (isBad && name.matcher(vertex.name()).matches() && told.add(name)) {
            events.on(new Event.OutputLine(
                    node.id(),
                    node.main().name(),
                    "warning: the cache " + repository + " cannot be " + what + ": "
                            + vertex.error().lines().findFirst().orElseThrow()
                            + ". The build goes on without it"));
        }
    }
}
