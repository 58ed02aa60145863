package dev.slipway.runner.engine.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    static Change of(ImageSettings settings, Inputs inputs, Filler filler) {
        return of(settings, inputs, List.of(), filler);
    }

    static Change of(ImageSettings settings, Inputs inputs, List<Path> sources, Filler filler) {
        return new Change(settings, Optional.of(new Work(inputs, sources, 0, filler)));
    }

    /**
     * Work on files.
     *
     * @param inputs all that its result depends on
     * @param sources layers that it reads, beside those that it works on
     * @param retries how often to try it again after it failed
     */
    record Work(Inputs inputs, List<Path> sources, int retries, Filler filler) {
        Work {
            sources = List.copyOf(sources);
        }

        /** Stands for its inputs. */
        String key() {
            return inputs.key();
        }
    }

    /** Changes the files of a workspace. */
    @FunctionalInterface
    interface Filler {
        void fill(Workspace workspace) throws IOException, InterruptedException, CommandFailed;
    }
}
