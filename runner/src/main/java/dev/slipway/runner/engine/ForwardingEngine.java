package dev.slipway.runner.engine;

import dev.slipway.graph.Node;
import dev.slipway.runner.archive.ArchiveTarget;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Rerun;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** An engine that has another do the work, all of it but for what a subclass does itself. */
public abstract class ForwardingEngine implements Engine {
    /** Who does the work. */
    protected abstract Engine engine();

    @Override
    public BuiltImage build(Node node, EventListener events) throws EngineException, InterruptedException {
        return engine().build(node, events);
    }

    @Override
    public void adopt(Node node, String reference, EventListener events) throws EngineException, InterruptedException {
        engine().adopt(node, reference, events);
    }

    @Override
    public Publication upload(BuiltImage image, String reference, EventListener events)
            throws EngineException, InterruptedException {
        return engine().upload(image, reference, events);
    }

    @Override
    public void save(List<NamedImage> images, ArchiveTarget target, EventListener events)
            throws EngineException, InterruptedException {
        engine().save(images, target, events);
    }

    @Override
    public void export(List<NamedImage> images, OutputStream out, EventListener events)
            throws EngineException, InterruptedException, IOException {
        engine().export(images, out, events);
    }

    @Override
    public void tidy() throws EngineException, InterruptedException {
        engine().tidy();
    }

    @Override
    public int attach(BuiltImage image, List<String> command, EventListener events)
            throws EngineException, InterruptedException {
        return engine().attach(image, command, events);
    }

    @Override
    public Optional<Rerun> why(Node node) throws EngineException, InterruptedException {
        return engine().why(node);
    }

    @Override
    public Optional<String> baseDigest(String reference) {
        return engine().baseDigest(reference);
    }

    @Override
    public Optional<Scene> scene(Failure failure) {
        return engine().scene(failure);
    }

    @Override
    public void close() {
        engine().close();
    }
}
