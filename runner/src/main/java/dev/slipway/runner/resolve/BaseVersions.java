package dev.slipway.runner.resolve;

import dev.slipway.graph.Node;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import dev.slipway.model.Text;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.event.EventListener;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The versions that a base would have if it were made from Debian's archive now. */
public final class BaseVersions {
    private final Probe probe;

    /** @param when differs from one time to the next: letters, digits and dashes */
    public BaseVersions(Engine engine, String when) {
        this.probe = new Probe(engine, when);
    }

    /**
     * Asks the base's own apt: one that was made long ago has the same packages, and not the same versions.
     *
     * @param reference that definitions use
     * @param node that has the base
     * @param kept those that are to stay
     */
    public SortedMap<String, String> of(
            String reference, Node node, SortedMap<String, String> kept, EventListener events)
            throws EngineException, InterruptedException {
        Base base = new Base.External(Text.literal(reference));
        List<Stage> stages = List.of(new Stage(node.main().name(), base, List.of()));
        SortedMap<String, String> installed = probe.installed(node, stages, events);
        SortedMap<String, String> versions = new TreeMap<>(installed);
        versions.putAll(probe.candidates(node, stages, installed.keySet(), events));
        kept.forEach((name, version) -> versions.computeIfPresent(name, (same, now) -> version));
        return versions;
    }
}
