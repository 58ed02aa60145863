package dev.slipway.runner.display;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ten frames a second, of which the first is not drawn before anything has happened. */
public final class FrameTicker implements LiveDisplay.Ticker {
    private static final int MILLISECONDS = 100;

    @Override
    public AutoCloseable start(Runnable frame) {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> beat(frame, end), "draw frames");
        thread.setDaemon(true);
        thread.start();
        return end::countDown;
    }

    private static void beat(Runnable frame, CountDownLatch end) {
        try {
            while (!end.await(MILLISECONDS, TimeUnit.MILLISECONDS)) {
                frame.run();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }
}
