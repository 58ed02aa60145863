package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Looks, while somebody else uploads an image, how much of it is there. */
record UploadProgress(String node, String reference, EventListener events) {
    private static final int PAUSE = 200;

    /**
     * Waits for the upload, and tells of it.
     *
     * @param bytes that the registry has so far, of {@code total}
     */
    <T> T await(Future<T> upload, LongSupplier bytes, long total) throws ExecutionException, InterruptedException {
        long told = 0;
        while (true) {
            try {
                return upload.get(PAUSE, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long now = bytes.getAsLong();
                if (now != told) {
                    events.on(new Event.UploadProgress(node, reference, now, total));
                }
                told = now;
            }
        }
    }
}
