package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Comes by an engine, after all input has been checked. */
interface EngineFactory {
    /**
     * Where the engine needs another process than this one, such as one in namespaces of its own, does all that this
     * process was started for there.
     *
     * @return the exit code of that process; empty to go on in this one
     */
    OptionalInt elsewhere() throws EngineException, InterruptedException;

    /**
     * Makes the engine of a run.
     *
     * @param sourceDate when images were made, and the latest time of files in new layers
     */
    Engine create(EngineSettings settings, Optional<Instant> sourceDate) throws EngineException, InterruptedException;
}
