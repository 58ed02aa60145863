package dev.slipway.runner.engine;

import java.util.List;

/** The state in which something of a build failed: right before it. */
public interface Scene {
    /** The program that failed and its arguments; empty if what failed executes none, as a copy. */
    List<String> command();

    /**
     * Runs a command there, with the input and the outputs of this process, and the variables, user, folder, network and
     * mounts of what failed. What it changes is gone afterwards, but for what is in caches.
     *
     * @param words a program and its arguments; empty for a shell
     * @return its exit code
     */
    int attach(List<String> words) throws EngineException, InterruptedException;
}
