package dev.slipway.runner.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Passes lines on and remembers the last of them. */
public final class LastLines implements Consumer<String> {
    private static final int MOST = 40;

    private final Consumer<String> next;
    private final Deque<String> lines = new ArrayDeque<>();

    public LastLines(Consumer<String> next) {
        this.next = next;
    }

    @Override
    public synchronized void accept(String line) {
        if (lines.size() == MOST) {
            lines.removeFirst();
        }
        lines.addLast(line);
        next.accept(line);
    }

    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
