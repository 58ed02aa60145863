package dev.slipway.runner.engine.docker;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.model.Family;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.profile.BaseRecipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Dockerfiles of an image and of all that it needs, written in the order in which an engine does it. */
final class Written {
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Dockerfile> images = new LinkedHashMap<>();
    private final Map<String, Dockerfile> checks = new LinkedHashMap<>();
    private final Node node;

    private Written(Node node) {
        this.node = node;
    }

    static Written of(Family family, String id) throws EngineException {
        return of(family, id, Map.of(), Optional.empty());
    }

    static Written of(Family family, String id, Map<String, BaseRecipe> recipes, Optional<Duration> limit)
            throws EngineException {
        BuildGraph graph = BuildGraph.of(family);
        Written written = new Written(graph.node(id).orElseThrow());
        StageNames names = new StageNames();
        for (Node each : graph.closure(Set.of(id))) {
            written.nodes.put(each.id(), each);
            DockerfileWriter writer = new DockerfileWriter(names, recipes, Map.of(), limit, written.nodes, each);
            written.images.put(each.id(), writer.image());
            written.checks.put(each.id(), writer.checks());
        }
        return written;
    }

    Node node() {
        return node;
    }

    Dockerfile image() {
        return images.get(node.id());
    }

    Dockerfile checks() {
        return checks.get(node.id());
    }

    BuildMap map() {
        List<Dockerfile> all = new ArrayList<>(images.values());
        all.add(checks());
        return new BuildMap(all);
    }
}
