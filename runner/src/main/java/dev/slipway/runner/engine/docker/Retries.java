package dev.slipway.runner.engine.docker;

import dev.slipway.graph.Node;
import dev.slipway.model.TimeSpan;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import java.time.Duration;

/** How often the commands of a node were tried again. */
final class Retries {
    private static final int LONGEST_PAUSE = 30;

    private final Node node;
    private final EventListener events;
    private int retry;

    Retries(Node node, EventListener events) {
        this.node = node;
        this.events = events;
    }

    /** Waits before the next try at what failed, if there is to be one: twice as long each time, up to half a minute. */
    boolean next(BuildProgress.Failed failed) throws InterruptedException {
        if (!(failed.place() instanceof Place.OfStep step)
                || !step.node().equals(node.id())
                || !(failed.failure() instanceof Failure.StepFailed why)
                || retry >= step.retries()) {
            return false;
        }
        retry++;
        Duration wait = Duration.ofSeconds(Math.min(LONGEST_PAUSE, 1L << Math.min(retry - 1, LONGEST_PAUSE)));
        events.on(new Event.OutputLine(
                node.id(),
                step.stage(),
                "(exit code " + why.exitCode() + "; retry " + retry + " of " + step.retries() + " in "
                        + TimeSpan.format(wait) + ")"));
        Thread.sleep(wait.toMillis());
        return true;
    }
}
