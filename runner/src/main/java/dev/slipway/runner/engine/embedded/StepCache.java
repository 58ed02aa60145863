package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.engine.Retry;
import dev.slipway.runner.layer.LayerDifference;
import dev.slipway.runner.layer.Times;
import dev.slipway.runner.sandbox.Overlay;
import dev.slipway.runner.sandbox.RootFolder;
import dev.slipway.runner.store.DamagedException;
import dev.slipway.runner.store.Locks;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Finds what a step made before, or has it made in an overlay, once among all who want it at the same time. */
final class StepCache {
    private final Store store;
    private final Instant date;
    private final Instant since;
    private final Runnable missing;
    private final Set<String> repeated = ConcurrentHashMap.newKeySet();

    /**
     * One that finds what a store has.
     *
     * @param date that no file which a step makes is newer than
     * @param since results from before that are not found
     */
    StepCache(Store store, Instant date, Instant since) {
        this(store, date, since, () -> {});
    }

    private StepCache(Store store, Instant date, Instant since, Runnable missing) {
        this.store = store;
        this.date = date;
        this.since = since;
        this.missing = missing;
    }

    /** The same for whoever wants to know of a result that is not there, before anything is done about it. */
    StepCache telling(Runnable missing) {
        return new StepCache(store, date, since, missing);
    }

    /** What becomes of the files that a workspace changed: those of a check are nobody's. */
    enum Keep {
        CHANGES,
        NOTHING
    }

    /**
     * What is to be done.
     *
     * @param starting is told if it really has to be done
     * @param output takes what commands print
     */
    record Task(Change.Work work, Keep keep, Runnable starting, Consumer<String> output) {}

    /**
     * The result of a task on top of the given layers, bottom first.
     *
     * @throws DamagedException if it has to be done, and a layer that it needs is not as it was made
     */
    Store.Result once(Task task, List<Path> layers) throws IOException, InterruptedException, CommandFailed {
        String key = task.work().key();
        Optional<Store.Result> known = store.find(key, since);
        if (known.isPresent()) {
            return known.get();
        }
        missing.run();
        // Equal steps of other images, and of other processes, wait here and then find the result.
        Locks.Held lock = store.lock(key);
        try (lock) {
            Optional<Store.Result> meanwhile = store.find(key, since);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            store.check(layers);
            store.check(task.work().sources());
            task.starting().run();
            return execute(task, layers);
        }
    }

    /**
     * In which files the result of a task differs when it is done again: none for one that was done again before.
     *
     * @param first what it made the first time
     */
    List<String> differences(Task task, List<Path> layers, Store.Result first)
            throws IOException, InterruptedException, CommandFailed {
        if (!repeated.add(task.work().key())) {
            return List.of();
        }
        task.starting().run();
        Path layer = first.layer().isPresent() ? first.layer().get() : store.emptyLayer();
        return inOverlay(task, layers, upper -> LayerDifference.between(layer, upper));
    }

    private Store.Result execute(Task task, List<Path> layers) throws IOException, InterruptedException, CommandFailed {
        return inOverlay(task, layers, upper -> {
            Path kept = task.keep() == Keep.CHANGES ? upper : Files.createDirectory(upper.resolveSibling("nothing"));
            return store.commit(task.work().key(), kept, layers, since);
        });
    }

    /** What is made of the folder of a task's changes, before it is gone. */
    private interface Outcome<R> {
        R of(Path upper) throws IOException, InterruptedException;
    }

    private <R> R inOverlay(Task task, List<Path> layers, Outcome<R> outcome)
            throws IOException, InterruptedException, CommandFailed {
        int retries = task.work().retries();
        for (int number = 1; ; number++) {
            try {
                return tryInOverlay(task, layers, outcome);
            } catch (CommandFailed e) {
                if (number > retries) {
                    throw e;
                }
                Retry retry = new Retry(number, retries);
                task.output().accept(retry.line(String.valueOf(e.getMessage())));
                Thread.sleep(retry.pause().toMillis());
            }
        }
    }

    private <R> R tryInOverlay(Task task, List<Path> layers, Outcome<R> outcome)
            throws IOException, InterruptedException, CommandFailed {
        return inOverlay(layers, task.work().filler(), task.output(), upper -> {
            Times.clamp(upper, date);
            return outcome.of(upper);
        });
    }

    /**
     * Works on files of which nothing is kept.
     *
     * @throws DamagedException if a layer is not as it was made
     */
    void visit(List<Path> layers, Change.Filler visitor) throws IOException, InterruptedException, CommandFailed {
        store.check(layers);
        inOverlay(layers, visitor, line -> {}, upper -> upper);
    }

    private <R> R inOverlay(List<Path> layers, Change.Filler filler, Consumer<String> output, Outcome<R> outcome)
            throws IOException, InterruptedException, CommandFailed {
        Path scratch = store.scratch();
        try {
            Path upper = Files.createDirectory(scratch.resolve("upper"));
            Path work = Files.createDirectory(scratch.resolve("work"));
            Path inner = Files.createDirectory(scratch.resolve("scratch"));
            List<Path> lower = layers.isEmpty() ? List.of(store.emptyLayer()) : layers;
            Overlay overlay = Overlay.mount(lower, upper, work, scratch.resolve("root"));
            try (overlay) {
                filler.fill(new Workspace(new RootFolder(overlay.root()), inner, output));
            }
            return outcome.of(upper);
        } finally {
            Store.delete(scratch);
        }
    }
}
