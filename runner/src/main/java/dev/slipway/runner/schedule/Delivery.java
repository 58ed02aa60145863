package dev.slipway.runner.schedule;

import dev.slipway.runner.archive.ArchiveTarget;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.NamedImage;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import java.time.Duration;
import java.util.List;

/** Where the images that were asked for go once all are built. */
public interface Delivery {
    /** Delivers all of them, or fails. */
    void deliver(Engine engine, List<NamedImage> images, EventListener events)
            throws EngineException, InterruptedException;

    /** What is told when it is done. */
    Event done(List<String> references, Duration elapsed);

    /** Into a file or folder. */
    static Delivery to(ArchiveTarget target) {
        return new Delivery() {
            @Override
            public void deliver(Engine engine, List<NamedImage> images, EventListener events)
                    throws EngineException, InterruptedException {
                engine.save(images, target, events);
            }

            @Override
            public Event done(List<String> references, Duration elapsed) {
                return new Event.Saved(references, target.path(), elapsed);
            }
        };
    }
}
