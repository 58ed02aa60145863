package dev.slipway.runner.cli;

import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a process does when it is asked to end: its thread is interrupted to tell what was not done and to clear away what
 * it left, and whatever it has started is killed meanwhile, so that no step lasts until that thread comes to it.
 */
final class Ending {
    private static final int PAUSE = 100;
    /** After that, what is left is cleared by whoever opens the store next. */
    private static final int MOST_PAUSES = 100;

    private final Thread main;
    private final CountDownLatch done = new CountDownLatch(1);
    private OptionalInt asked = OptionalInt.empty();

    /** @param main ends by itself soon after it is interrupted, and calls {@link #done} then */
    Ending(Thread main) {
        this.main = main;
    }

    /** Asks it to end with that exit code; a second time does nothing. */
    void ask(int code) {
        if (!isFirst(code)) {
            return;
        }
        main.interrupt();
        for (int pauses = 0; pauses < MOST_PAUSES; pauses++) {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            if (isDone()) {
                return;
            }
        }
        StandardStreams.restoreCursor();
        Runtime.getRuntime().halt(code);
    }

    private synchronized boolean isFirst(int code) {
        boolean first = asked.isEmpty();
        if (first) {
            asked = OptionalInt.of(code);
        }
        return first;
    }

    private boolean isDone() {
        try {
            return done.await(PAUSE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    void done() {
        done.countDown();
    }

    /** The exit code of whoever asked first; else the other. */
    synchronized int codeOr(int other) {
        return asked.orElse(other);
    }
}
