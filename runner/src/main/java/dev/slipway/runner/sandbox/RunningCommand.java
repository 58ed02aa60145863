package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
     * Runs it to its end. None of its processes is left then, however it came to that.
     *
     * @param limit the longest that it may take
     * @return its exit code
     * @throws InterruptedException if the thread is interrupted
     * @throws TimeoutException if it took longer
     */
    int run(Duration limit) throws IOException, InterruptedException, TimeoutException {
        // Not to be interrupted: killed halfway, the runtime would leave a process that nobody knows.
        int code = runtime.start(bundle).onExit().join().exitValue();
        return code == 0 ? await(bundle.readProcessNumber(), limit) : runtime.explain(code, bundle);
    }

    private int await(int process, Duration limit) throws InterruptedException, TimeoutException {
        CompletableFuture<Integer> exit =
                CompletableFuture.supplyAsync(() -> Linux.await(process), RunningCommand::inThread);
        started(process);
        try {
            return exit.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            end();
            exit.join();
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
