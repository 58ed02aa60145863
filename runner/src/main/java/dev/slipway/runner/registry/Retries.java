package dev.slipway.runner.registry;

import java.time.Duration;

/** Repeats what may succeed the next time. */
final class Retries {
    private final Backoff backoff;

    Retries(Backoff backoff) {
        this.backoff = backoff;
    }

    /** One conversation with a registry, in jib's terms. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws Exception;
    }

    <T> T run(Operation operation, Attempt<T> attempt) {
        long start = System.nanoTime();
        for (int failures = 1; ; failures++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new RegistryException.Stopped("stopped to " + operation, null);
            }
            try {
                return attempt.run();
            } catch (Exception e) {
                Failure failure = Failure.of(operation, e);
                if (!failure.isTransient() || !backoff.allowsAnother(failures, since(start))) {
                    throw failure.exception();
                }
                pause(operation, backoff.waitAfter(failures, failure.retryAfter()));
            }
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void pause(Operation operation, Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException.Stopped("stopped to " + operation, e);
        }
    }
}
