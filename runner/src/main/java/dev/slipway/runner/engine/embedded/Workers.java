package dev.slipway.runner.engine.embedded;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends pools of threads. */
final class Workers {
    private static final int SECONDS_TO_END = 2;

    private Workers() {}

    /** What is still at work would write into the store while it is cleared; what does not end soon may fail there. */
    static void end(ExecutorService workers) {
        workers.shutdownNow();
        try {
            workers.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
