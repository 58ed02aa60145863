package dev.slipway.runner.reuse;

import dev.slipway.graph.Node;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.Publication;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.RegistryException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Leaves records beside images that were built and uploaded.
 *
 * @param lookup by which others will look for them
 * @param reuse the fingerprints that the images were built for
 */
public record Recorder(Lookup lookup, Reuse reuse, Maker maker, Clock clock) {
    /**
     * Leaves one, if there is a fingerprint, and it is the image's for sure: what names stand for may have changed after
     * they were looked at, and before they were used.
     */
    void record(String id, ImageReference target, Publication publication, EventListener events)
            throws EngineException, InterruptedException {
        List<Node> closure = reuse.plan().closure(id);
        Optional<Fingerprint> now =
                Optional.ofNullable(lookup.fingerprints(closure).get(id));
        if (now.isPresent() && now.equals(reuse.fingerprint(id))) {
            write(closure.get(closure.size() - 1), now.get(), target, publication, events);
        }
    }

    private void write(
            Node node, Fingerprint fingerprint, ImageReference target, Publication publication, EventListener events)
            throws EngineException {
        ImageRecord record = new ImageRecord(
                node.id(),
                fingerprint.digits(),
                publication.manifest(),
                clock.instant(),
                node.checks().size(),
                maker);
        try {
            lookup.records().write(target, record, reuse.inputs(node.id()), fingerprint.tag());
        } catch (RegistryException.ImagesOnly | RegistryException.Refused | RegistryException.Unauthorized e) {
            // There are registries that take nothing but images, or let some push no other tags.
            String line = e.getMessage() + " Without a record, the image is built again by every push.";
            events.on(new Event.OutputLine(node.id(), node.main().name(), line));
        } catch (RegistryException e) {
            throw new EngineException(new Failure.RegistryUnavailable(String.valueOf(e.getMessage())), e);
        }
    }
}
