package dev.slipway.runner.registry;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;

/** Repeats what may succeed the next time. */
final class Retries {
    private final Backoff backoff;
    private final EventListener events;

    /** @param events is told of everything that is repeated, before the wait for it */
    Retries(Backoff backoff, EventListener events) {
        this.backoff = backoff;
        this.events = events;
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
                Duration wait = backoff.waitAfter(failures, failure.retryAfter());
                events.on(new Event.Retrying(operation.toString(), Failure.reason(e), wait));
                pause(operation, wait);
            }
        }
    }

    private static void pause(Operation operation, Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            throw stopped(operation, e);
        }
    }

    private static RegistryException stopped(Operation operation, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RegistryException.Stopped("stopped to " + operation, e);
    }
}
