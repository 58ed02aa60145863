package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.Scene;
import java.io.IOException;
import java.util.List;

/**
 * A state that something is about to change or to look at.
 *
 * @param command what is about to be executed; empty if that is no command
 * @param visit how another command is executed instead
 */
record StateBefore(StepCache steps, Snapshot snapshot, List<String> command, Visit visit) implements Scene {
    StateBefore {
        command = List.copyOf(command);
    }

    /** Executes a command with the input and the outputs of this process, and returns its exit code. */
    @FunctionalInterface
    interface Visit {
        int run(List<String> words, Workspace workspace) throws IOException, InterruptedException, CommandFailed;
    }

    @Override
    public int attach(List<String> words) throws EngineException, InterruptedException {
        try {
            return visit(words);
        } catch (IOException e) {
            throw EmbeddedEngine.storeFailed(e);
        }
    }

    /** @throws dev.slipway.runner.store.DamagedException if a layer is not as it was made */
    int visit(List<String> words) throws IOException, InterruptedException {
        int[] code = {0};
        try {
            steps.visit(snapshot.folders(), workspace -> code[0] = visit.run(words, workspace));
        } catch (CommandFailed e) {
            throw new IllegalStateException("a command that somebody watches does not fail", e);
        }
        return code[0];
    }
}
