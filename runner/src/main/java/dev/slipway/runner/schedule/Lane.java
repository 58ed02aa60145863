package dev.slipway.runner.schedule;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work of one kind: what is ready waits here in order of its urgency, and a fixed number is done at once. Used by one
 * thread, which the workers answer by other means.
 */
final class Lane<T> {
    private final Queue<T> ready;
    private final ExecutorService workers;
    private final int width;
    private int running;

    Lane(String name, int width, Comparator<T> urgency) {
        this.ready = new PriorityQueue<>(urgency);
        this.width = width;
        AtomicInteger count = new AtomicInteger();
        this.workers =
                Executors.newFixedThreadPool(width, task -> new Thread(task, name + "-" + count.incrementAndGet()));
    }

    void add(T item) {
        ready.add(item);
    }

    /** Drops what has not started. */
    void clear() {
        ready.clear();
    }

    /** Whether work is under way or waits for a worker. */
    boolean isBusy() {
        return running > 0 || !ready.isEmpty();
    }

    /** The next item, if a worker is free for it; its task must be given to {@link #start}. */
    boolean hasNext() {
        return running < width && !ready.isEmpty();
    }

    T next() {
        return ready.remove();
    }

    void start(Runnable task) {
        running++;
        workers.execute(task);
    }

    void finished() {
        running--;
    }

    void interrupt() {
        workers.shutdownNow();
    }

    /** Waits until the workers are gone, but not for one that waits for the network: that ends with the engine. */
    void close() {
        workers.shutdown();
        try {
            workers.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Asked twice to stop: whoever comes next has the engine end what is left.
            workers.shutdownNow();
        }
    }
}
