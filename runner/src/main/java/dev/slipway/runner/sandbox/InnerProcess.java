package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalInt;

/** The process that works in namespaces, as seen by the one that started it, which signals reach. */
final class InnerProcess {
    private final Process unshare;
    private final Lifeline lifeline;
    private OptionalInt asked = OptionalInt.empty();

    InnerProcess(Process unshare, Lifeline lifeline) {
        this.unshare = unshare;
        this.lifeline = lifeline;
    }

    /** Waits for its end. The first signal lets it end by itself, another kills it. */
    int await() throws InterruptedException {
        Signals signals = Signals.handle(this::end);
        try (signals) {
            return outcome(unshare.waitFor());
        } catch (InterruptedException e) {
            kill();
            throw e;
        }
    }

    private synchronized int outcome(int code) {
        return asked.orElse(code);
    }

    private synchronized void end(int code) {
        if (asked.isPresent()) {
            kill();
            return;
        }
        asked = OptionalInt.of(code);
        try {
            lifeline.cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With unshare(1) the kernel kills its child, and with that all other processes in the namespace. */
    private void kill() {
        List<ProcessHandle> first = unshare.children().toList();
        unshare.destroyForcibly();
        first.forEach(process -> process.onExit().join());
    }
}
