package dev.slipway.runner.engine.embedded;

import java.io.IOException;
import java.util.Optional;

/**
 * What an instruction does to a snapshot.
 *
 * @param settings those after it
 * @param work what it does to the files; empty if it touches none
 */
record Change(ImageSettings settings, Optional<Work> work) {
    static Change of(ImageSettings settings) {
        return new Change(settings, Optional.empty());
    }

    static Change of(ImageSettings settings, String key, Filler filler) {
        return new Change(settings, Optional.of(new Work(key, filler)));
    }

    /**
     * Work on files.
     *
     * @param key stands for all that its result depends on
     */
    record Work(String key, Filler filler) {}

    /** Changes the files of a workspace. */
    @FunctionalInterface
    interface Filler {
        void fill(Workspace workspace) throws IOException, InterruptedException, CommandFailed;
    }
}
