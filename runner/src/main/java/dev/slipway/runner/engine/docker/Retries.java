package dev.slipway.runner.engine.docker;

import dev.slipway.graph.Node;
import dev.slipway.runner.engine.Retry;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How often each of the commands of a node was tried again. */
final class Retries {
    private final Node node;
    private final EventListener events;
    private final Map<Place, Integer> counts = new HashMap<>();

    Retries(Node node, EventListener events) {
        this.node = node;
        this.events = events;
    }

    /** Waits before the next try at what failed, if there is to be one. */
    boolean next(BuildProgress.Failed failed) throws InterruptedException {
        Optional<Retry> retry = count(failed);
        if (retry.isPresent()) {
            Thread.sleep(retry.get().pause().toMillis());
        }
        return retry.isPresent();
    }

    /** Counts the next try, if there is to be one, and tells of it. */
    Optional<Retry> count(BuildProgress.Failed failed) {
        if (!(failed.place() instanceof Place.OfStep step)
                || !step.node().equals(node.id())
                || !(failed.failure() instanceof Failure.StepFailed why)
                || counts.getOrDefault(step, 0) >= step.retries()) {
            return Optional.empty();
        }
        Retry retry = new Retry(counts.merge(step, 1, Integer::sum), step.retries());
        events.on(new Event.OutputLine(node.id(), step.stage(), retry.line("exit code " + why.exitCode())));
        return Optional.of(retry);
    }
}
