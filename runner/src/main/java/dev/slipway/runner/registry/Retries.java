package dev.slipway.runner.registry;

import java.time.Instant;
import java.util.concurrent.CancellationException;

/** Repeats what may succeed the next time. */
final class Retries {
    private final Backoff backoff;

    Retries(Backoff backoff) {
        this.backoff = backoff;
    }

    /** One conversation with a registry. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws Exception;
    }

    @SuppressWarnings(
            "InterruptedExceptionSwallowed") // It is thrown on as another, the thread being interrupted still.
    <T> T run(Operation operation, Attempt<T> attempt) {
        for (int failures = 1; ; failures++) {
            try {
                return attempt.run();
            } catch (InterruptedException e) {
                throw stopped(operation, e);
            } catch (CancellationException e) {
                throw new RegistryException.Stopped("stopped to " + operation, e);
            } catch (Exception e) {
                Failure failure = Failure.of(operation, e, Instant.now());
                if (!failure.isTransient() || !backoff.allowsAnother(failures)) {
                    throw failure.exception();
                }
                pause(operation, failure, failures);
            }
        }
    }

    private void pause(Operation operation, Failure failure, int failures) {
        try {
            Thread.sleep(backoff.waitAfter(failures, failure.retryAfter()).toMillis());
        } catch (InterruptedException e) {
            throw stopped(operation, e);
        }
    }

    private static RegistryException stopped(Operation operation, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RegistryException.Stopped("stopped to " + operation, e);
    }
}
