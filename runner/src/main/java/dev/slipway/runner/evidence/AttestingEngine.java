package dev.slipway.runner.evidence;

import dev.slipway.graph.Node;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.ForwardingEngine;
import dev.slipway.runner.engine.Publication;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RegistryException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** An engine that puts evidence beside every image that it uploads: there is no tag without. */
public final class AttestingEngine extends ForwardingEngine {
    private final Engine engine;
    private final Registry registry;
    private final Attestor attestor;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();
    /** References of the images that were taken from registries, by the ids of their nodes. */
    private final Map<String, String> adopted = new ConcurrentHashMap<>();
    /** Registries that take images only. */
    private final Set<String> refusing = ConcurrentHashMap.newKeySet();

    /**
     * Closes both when it is closed.
     *
     * @param engine does all the work
     * @param registry whose the images are
     */
    public AttestingEngine(Engine engine, Registry registry, BuildFacts facts) {
        this.engine = engine;
        this.registry = registry;
        this.attestor = new Attestor(registry, facts);
    }

    @Override
    protected Engine engine() {
        return engine;
    }

    @Override
    public BuiltImage build(Node node, EventListener events) throws EngineException, InterruptedException {
        nodes.put(node.id(), node);
        return engine.build(node, events);
    }

    @Override
    public void adopt(Node node, String reference, EventListener events) throws EngineException, InterruptedException {
        adopted.put(node.id(), reference);
        engine.adopt(node, reference, events);
    }

    @Override
    public Publication upload(BuiltImage image, String reference, EventListener events)
            throws EngineException, InterruptedException {
        Publication publication = engine.upload(image, reference, events);
        ImageReference target = ImageReference.parse(reference);
        if (!refusing.contains(target.registry())) {
            attest(target, publication, node(image.node()), events);
        }
        return publication;
    }

    private void attest(ImageReference target, Publication publication, Node node, EventListener events)
            throws EngineException, InterruptedException {
        try {
            attestor.attest(target, publication, build(node));
        } catch (RegistryException.ImagesOnly e) {
            if (refusing.add(target.registry())) {
                events.on(new Event.OutputLine(
                        node.id(),
                        node.main().name(),
                        "images are pushed to " + target.registry() + " without evidence: " + e.getMessage()));
            }
        } catch (RegistryException e) {
            throw new EngineException(new Failure.RegistryUnavailable(String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new EngineException(
                    new Failure.EngineUnavailable(
                            "the layers of " + target + " cannot be read to list what is in them: " + e.getMessage(),
                            "See that the disk has room, and push again"),
                    e);
        }
    }

    private Build build(Node node) {
        Map<String, Node> all = new LinkedHashMap<>();
        addWithDependencies(node, all);
        Materials materials = Materials.of(all.values());
        SortedMap<String, String> bases = new TreeMap<>();
        for (String base : materials.bases()) {
            engine.baseDigest(base).ifPresent(digest -> bases.put(base, digest));
        }
        all.values().stream()
                .flatMap(needed -> needed.dependencies().stream())
                .flatMap(id -> Optional.ofNullable(adopted.get(id)).stream())
                .map(ImageReference::parse)
                .forEach(taken -> bases.put(taken.toString(), taken.tag()));
        return new Build(node, materials, bases);
    }

    /** What an image that was taken from a registry was made of, its own provenance tells. */
    private void addWithDependencies(Node node, Map<String, Node> all) {
        if (all.putIfAbsent(node.id(), node) == null) {
            node.dependencies().stream()
                    .filter(id -> !adopted.containsKey(id))
                    .forEach(id -> addWithDependencies(node(id), all));
        }
    }

    private Node node(String id) {
        return Objects.requireNonNull(nodes.get(id), id);
    }

    @Override
    public void close() {
        // First: whatever waits for an answer gets none any more.
        registry.close();
        engine.close();
    }
}
