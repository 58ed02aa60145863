package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
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

    /** Makes the engine of a run. */
    Engine create(EngineSettings settings) throws EngineException, InterruptedException;
}
