package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.NamedImage;
import dev.slipway.runner.engine.docker.DockerDaemon;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.schedule.Delivery;
import java.time.Duration;
import java.util.List;

/** Images go into a Docker daemon. */
record Loading(DockerDaemon daemon) implements Delivery {
    @Override
    public void deliver(Engine engine, List<NamedImage> images, EventListener events)
            throws EngineException, InterruptedException {
        daemon.load(engine, images, events);
    }

    @Override
    public Event done(List<String> references, Duration elapsed) {
        return new Event.Loaded(references, elapsed);
    }
}
