package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A command from its start to its end. Its process is the first one in a namespace: when that is killed, the kernel ends
 * all others there, whatever they do about signals and parents.
 */
final class RunningCommand {
    private final OciRuntime runtime;
    private final Bundle bundle;
    private @Nullable ProcessHandle first;
    private boolean unwanted;

    RunningCommand(OciRuntime runtime, Bundle bundle) {
        this.runtime = runtime;
        this.bundle = bundle;
    }

    /**
     * Runs it to its end.
     *
     * @return its exit code
     * @throws InterruptedException if the thread is interrupted; all of the command's processes are gone then
     */
    int run() throws IOException, InterruptedException {
        // Not to be interrupted: killed halfway, the runtime would leave a process that nobody knows.
        int code = runtime.start(bundle).onExit().join().exitValue();
        return code == 0 ? await(bundle.readProcessNumber()) : runtime.explain(code, bundle);
    }

    private int await(int process) throws InterruptedException {
        CompletableFuture<Integer> exit =
                CompletableFuture.supplyAsync(() -> Linux.await(process), RunningCommand::inThread);
        started(process);
        try {
            return exit.get();
        } catch (InterruptedException e) {
            end();
            exit.join();
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waiting for a process cannot be interrupted. */
    private static void inThread(Runnable task) {
        Thread thread = new Thread(task, "end of a command");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void started(int process) {
        first = ProcessHandle.of(process).orElse(null);
        if (unwanted) {
            end();
        }
    }

    /** Ends it, now or as soon as it has started. */
    synchronized void end() {
        unwanted = true;
        if (first != null) {
            first.destroyForcibly();
        }
    }
}
