package dev.slipway.runner.layer;

import java.io.InterruptedIOException;

/** Ends work on many files between two of them: reading and writing files takes no notice of interrupts. */
final class Interruption {
    private Interruption() {}

    /** Throws if the thread was interrupted; it still is. */
    static void check() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }
}
