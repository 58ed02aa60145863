package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.WouldRun;
import dev.slipway.runner.evidence.BuildFacts.DefinitionSource;
import dev.slipway.runner.registry.RegistrySettings;
import java.util.List;

/** Comes by an engine, after all input has been checked. */
interface EngineFactory {
    /**
     * An engine, which puts evidence beside what it publishes.
     *
     * @param definitions what is built, for the evidence
     * @throws WouldRun if engines only look here, and it is known that there is nothing to be found
     */
    Engine create(EngineSettings settings, RegistrySettings registries, DefinitionSource definitions)
            throws EngineException, InterruptedException;

    /** What engines are called, as their choice is. */
    String name();

    /** What images are for, as far as that is known: {@code linux/amd64}. */
    List<String> platforms() throws EngineException, InterruptedException;

    /** Whether this program pulls what images stand on, by the mirrors that it knows; builders ask those of their own. */
    boolean pullsBases();

    /** Whether engines only look, in this process. */
    boolean onlyLook();

    /**
     * Does all of the run in another process, in which engines can work.
     *
     * @return its exit code
     */
    int elsewhere() throws EngineException, InterruptedException;
}
