package dev.slipway.runner.reuse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks others for many things at once. */
final class AtOnce {
    private static final int MOST = 8;

    private AtOnce() {}

    /** What somebody else knows, or not. */
    interface Question<K, V> {
        Optional<V> ask(K key) throws InterruptedException;
    }

    /** The answers that there are, in the order of the keys. */
    static <K, V> Map<K, V> ask(Collection<K> keys, Question<K, V> question) throws InterruptedException {
        if (keys.isEmpty()) {
            return Map.of();
        }
        List<K> all = List.copyOf(keys);
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(MOST, all.size()));
        try {
            List<Callable<Optional<V>>> tasks = new ArrayList<>();
            all.forEach(key -> tasks.add(() -> question.ask(key)));
            List<Future<Optional<V>>> answers = workers.invokeAll(tasks);
            Map<K, V> known = new LinkedHashMap<>();
            for (int i = 0; i < all.size(); i++) {
                K key = all.get(i);
                answers.get(i).get().ifPresent(value -> known.put(key, value));
            }
            return known;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question fails in no other way than that there is no answer", e);
        } finally {
            workers.shutdownNow();
        }
    }
}
