package dev.slipway.runner.cli;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.Scene;
import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.failure.Failure;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * A shell, or a command, where a build failed.
 *
 * @param words of the command; empty for a shell
 * @param err where is told what it is
 */
record FailedShell(String image, List<String> words, PrintWriter err) {
    FailedShell {
        words = List.copyOf(words);
    }

    int nothingFailed() {
        say("nothing failed. For the image as it is: runner shell " + image);
        return ExitCode.OK;
    }

    /** Opens it, and returns its exit code; or that of the failure if there is nothing to look at. */
    int open(Engine engine, Failure failure) throws EngineException, InterruptedException {
        if (failure.exitStatus() != ExitCode.FAILED) {
            return failure.exitStatus();
        }
        Optional<Scene> scene = engine.scene(failure);
        if (scene.isEmpty()) {
            say("no shell: there were no files yet when this failed");
            return failure.exitStatus();
        }
        say((words.isEmpty() ? "a shell" : "your command")
                + " right before that; what it changes is gone afterwards, caches excepted");
        if (!scene.get().command().isEmpty()) {
            err.println("What failed is, to be typed again:");
            err.println(ShellWords.of(scene.get().command()));
        }
        err.flush();
        return scene.get().attach(words);
    }

    private void say(String text) {
        err.println();
        err.println("runner: " + text);
        err.flush();
    }
}
