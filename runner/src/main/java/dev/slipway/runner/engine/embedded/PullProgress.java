package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.registry.Descriptor;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Tells how much of an external image has come, but not more often than anybody can see. */
final class PullProgress implements LongConsumer {
    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    private final String node;
    private final String reference;
    private final EventListener events;
    private final LongSupplier nanoTime;
    private final long total;
    private long complete;
    private long told;

    /** @param layers that the image has, bottom first */
    PullProgress(String node, String reference, List<Descriptor> layers, EventListener events, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.told = nanoTime.getAsLong();
        this.node = node;
        this.reference = reference;
        this.events = events;
        this.total = layers.stream().mapToLong(Descriptor::size).sum();
    }

    /** So much of the current layer is here. */
    @Override
    public void accept(long bytes) {
        long now = nanoTime.getAsLong();
        if (now - told >= PAUSE) {
            told = now;
            events.on(new Event.BaseProgress(node, reference, complete + bytes, total));
        }
    }

    /** All of a layer is here. */
    void next(Descriptor layer) {
        complete += layer.size();
    }
}
