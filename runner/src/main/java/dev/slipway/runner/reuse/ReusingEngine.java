package dev.slipway.runner.reuse;

import dev.slipway.graph.Node;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.ForwardingEngine;
import dev.slipway.runner.engine.Publication;
import dev.slipway.runner.engine.Scene;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import java.util.Optional;

/**
 * Builds what registries do not have yet, and leaves a record beside it before its tag; what they have only gets its tag.
 * What is built on such an image is built on the very one that is there.
 */
public final class ReusingEngine extends ForwardingEngine {
    private final Reuse reuse;
    private final Registry registry;
    private final Optional<Building> building;

    private ReusingEngine(Reuse reuse, Registry registry, Optional<Building> building) {
        this.reuse = reuse;
        this.registry = registry;
        this.building = building;
    }

    /** Who builds, and who tells others of it. */
    private record Building(Engine engine, Recorder recorder) {}

    /** One for the rest of a plan. */
    public static Engine building(Engine engine, Recorder recorder, Reuse reuse, Registry registry) {
        return new ReusingEngine(reuse, registry, Optional.of(new Building(engine, recorder)));
    }

    /** One where all is there. */
    public static Engine onlyTagging(Reuse reuse, Registry registry) {
        return new ReusingEngine(reuse, registry, Optional.empty());
    }

    @Override
    public BuiltImage build(Node node, EventListener events) throws EngineException, InterruptedException {
        Optional<ImageRecord> known = reuse.record(node.id());
        if (known.isEmpty()) {
            return engine().build(node, events);
        }
        if (reuse.isBuiltOn(node)) {
            engine().adopt(node, place(node.id(), known.get()).toString(), events);
        }
        return BuiltImage.unchanged(node.id(), known.get().pushed());
    }

    private ImageReference place(String node, ImageRecord record) {
        return ImageReference.parse(reuse.reference(node))
                .withTag(record.image().digest());
    }

    @Override
    public Publication upload(BuiltImage image, String reference, EventListener events)
            throws EngineException, InterruptedException {
        ImageReference target = ImageReference.parse(reference);
        Optional<ImageRecord> known = reuse.record(image.node());
        if (known.isPresent()) {
            return new UnchangedImage(registry, known.get().image(), target);
        }
        Publication publication = building().engine().upload(image, reference, events);
        building().recorder().record(image.node(), target, publication, events);
        return publication;
    }

    private Building building() {
        return building.orElseThrow(() -> new IllegalStateException("there is nothing to be built"));
    }

    @Override
    protected Engine engine() {
        return building().engine();
    }

    @Override
    public Optional<Scene> scene(Failure failure) {
        return building.flatMap(present -> present.engine().scene(failure));
    }

    @Override
    public void tidy() throws EngineException, InterruptedException {
        if (building.isPresent()) {
            engine().tidy();
        }
    }

    @Override
    public void close() {
        building.ifPresent(present -> present.engine().close());
    }
}
