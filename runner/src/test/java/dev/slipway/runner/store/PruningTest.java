package dev.slipway.runner.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.layer.Compressor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningTest {
    private static final Instant LATEST = Instant.parse("2026-11-01T00:00:00Z");
    private static final int BLOCK = 4096;
    /** Of a layer with one small file, and its seal. */
    private static final long SMALL = 2L * BLOCK;

    private static final String A = key('a');
    private static final String B = key('b');
    private static final String C = key('c');

    @TempDir
    Path folder;

    @Test
    void the_least_recently_used_goes_first_and_no_more_than_has_to() throws Exception {
        try (Store store = Store.open(folder)) {
            lastUsed(3, commit(store, A));
            lastUsed(5, commit(store, B));
            lastUsed(4, commit(store, C));
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.prune(2 * SMALL)).isEqualTo(new Pruned(Map.of(Usage.Kind.LAYERS, 1), SMALL, 2 * SMALL));
            assertThat(store.find(B)).isEmpty();
            assertThat(store.find(A)).isPresent();
            assertThat(store.find(C)).isPresent();
        }
    }

    @Test
    void a_store_that_is_small_enough_stays_as_it_is() throws Exception {
        try (Store store = Store.open(folder)) {
            lastUsed(3, commit(store, A));
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.prune(SMALL)).isEqualTo(new Pruned(Map.of(), 0, SMALL));
            assertThat(store.find(A)).isPresent();
        }
    }

    @Test
    void a_layer_goes_after_all_that_stand_on_it() throws Exception {
        try (Store store = Store.open(folder)) {
            Path bottom = commit(store, A);
            Path middle = commit(store, B, bottom);
            Path top = commit(store, C, bottom, middle);
            lastUsed(9, bottom);
            lastUsed(8, middle);
            lastUsed(1, top);
        }
        try (Store store = Store.open(folder)) {
            store.prune(SMALL);
            assertThat(store.find(C)).isEmpty();
            assertThat(store.find(B)).isEmpty();
            assertThat(store.find(A)).isPresent();
        }
    }

    @Test
    void one_layer_of_two_steps_stays_while_anything_stands_on_either() throws Exception {
        try (Store store = Store.open(folder)) {
            Path bottom = commit(store, A);
            Path shared = commit(store, B, "equal");
            assertThat(commit(store, C, "equal", bottom)).isEqualTo(shared);
            Path top = commit(store, key('d'), bottom, shared);
            lastUsed(9, bottom);
            lastUsed(8, shared);
            lastUsed(1, top);
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.prune(2 * SMALL).counts()).isEqualTo(Map.of(Usage.Kind.LAYERS, 1));
            assertThat(store.find(key('d'))).isEmpty();
            assertThat(store.find(C)).isPresent();
        }
    }

    @Test
    void what_an_open_store_has_used_stays_and_all_that_it_stands_on() throws Exception {
        try (Store store = Store.open(folder)) {
            Path bottom = commit(store, A);
            lastUsed(9, bottom);
            lastUsed(8, commit(store, B, bottom));
            lastUsed(7, commit(store, C));
        }
        try (Store user = Store.open(folder);
                Store store = Store.open(folder)) {
            Path used = user.find(B).flatMap(Store.Result::layer).orElseThrow();
            Path cache = user.cache("apt");

            assertThat(store.prune(0).counts()).isEqualTo(Map.of(Usage.Kind.LAYERS, 1));
            assertThat(used.resolve("file")).exists();
            assertThat(cache).exists();
            assertThat(store.find(C)).isEmpty();
            assertThat(store.find(A)).isPresent();
        }
    }

    @Test
    void nothing_is_left_of_a_store_that_nobody_uses() throws Exception {
        try (Store store = Store.open(folder);
                Compressor gzip = new Compressor(Compression.DEFAULT)) {
            Path layer = commit(store, A);
            Path other = commit(store, B, layer);
            store.commit(C, store.scratch(), List.of(layer, other));
            Path blob = store.blob(store.archive(other, LATEST, gzip).digest());
            Files.writeString(store.cache("apt").resolve("package"), "content");
            Stream.of(layer, other).forEach(each -> lastUsed(2, each));
            touched(3, blob);
            touched(4, folder.resolve("v" + Layout.VERSION + "/caches/apt/used"));
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.prune(0).counts())
                    .isEqualTo(Map.of(Usage.Kind.LAYERS, 2, Usage.Kind.BLOBS, 1, Usage.Kind.CACHES, 1));
        }
        for (String part : List.of("layers", "blobs", "caches", "steps", "archives", "tmp")) {
            assertThat(folder.resolve("v" + Layout.VERSION).resolve(part)).isEmptyDirectory();
        }
    }

    @Test
    void a_layer_that_lost_its_seal_can_go() throws Exception {
        try (Store store = Store.open(folder)) {
            Files.delete(commit(store, A).resolveSibling("seal"));
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.prune(0).counts()).isEqualTo(Map.of(Usage.Kind.LAYERS, 1));
        }
    }

    @Test
    void usage_tells_what_is_used_now() throws Exception {
        try (Store store = Store.open(folder)) {
            lastUsed(2, commit(store, A));
            lastUsed(2, commit(store, B));
            touched(2, store.blob(store.keepBlob(new byte[BLOCK + 1])));
        }
        try (Store store = Store.open(folder)) {
            store.find(B);
            assertThat(store.usage())
                    .containsExactly(
                            new Usage(Usage.Kind.LAYERS, 2, 1, 2 * SMALL, SMALL),
                            new Usage(Usage.Kind.BLOBS, 1, 0, 3 * BLOCK, 3 * BLOCK),
                            new Usage(Usage.Kind.CACHES, 0, 0, 0, 0),
                            new Usage(Usage.Kind.OLDER_LAYOUTS, 0, 0, 0, 0));
        }
    }

    @Test
    void what_an_older_runner_has_left_goes_once_it_is_no_longer_open() throws Exception {
        Layout old = new Layout(folder.toRealPath().resolve("v" + (Layout.VERSION - 1)));
        Path files = Files.createDirectories(old.layers().resolve("a/files"));
        Files.write(files.resolve("file"), new byte[BLOCK + 1]);
        Files.createDirectories(old.locks());
        Files.createDirectories(old.work().resolve("somebody"));
        Path newer = Files.createDirectories(folder.resolve("v" + (Layout.VERSION + 1)));
        try (Store store = Store.open(folder)) {
            try (Locks.Held somebody = new Locks(old.locks()).acquire("owner-somebody")) {
                assertThat(somebody).isNotNull();
                assertThat(store.usage()).contains(new Usage(Usage.Kind.OLDER_LAYOUTS, 1, 1, 2L * BLOCK, 0));
                assertThat(store.prune(0)).isEqualTo(new Pruned(Map.of(), 0, 2L * BLOCK));
                assertThat(files.resolve("file")).exists();
            }
            assertThat(store.usage()).contains(new Usage(Usage.Kind.OLDER_LAYOUTS, 1, 0, 2L * BLOCK, 2L * BLOCK));
            assertThat(store.prune(Long.MAX_VALUE))
                    .isEqualTo(new Pruned(Map.of(Usage.Kind.OLDER_LAYOUTS, 1), 2L * BLOCK, 0));
        }
        assertThat(old.folder()).doesNotExist();
        assertThat(newer).exists();
    }

    /** Runs that find a step or make it, and must keep it to their end, while others delete all that they may. */
    @Test
    void nobody_loses_what_he_has_found() throws Exception {
        int runs = 150;
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Future<?> first = pool.submit(() -> findOrMake(runs));
            Future<?> second = pool.submit(() -> findOrMake(runs));
            Future<?> pruning = pool.submit(() -> {
                while (!first.isDone() || !second.isDone()) {
                    try (Store store = Store.open(folder)) {
                        store.prune(0);
                    }
                }
                return null;
            });
            first.get();
            second.get();
            pruning.get();
        } finally {
            pool.shutdownNow();
        }
    }

    private Void findOrMake(int runs) throws IOException, InterruptedException {
        for (int i = 0; i < runs; i++) {
            try (Store store = Store.open(folder)) {
                Path layer = commit(store, A);
                store.check(List.of(layer));
                Path top = commit(store, B, layer);
                assertThat(layer.resolve("file")).exists();
                assertThat(top.resolve("file")).exists();
                store.check(List.of(layer, top));
            }
        }
        return null;
    }

    private static String key(char digit) {
        return "sha256:" + String.valueOf(digit).repeat(64);
    }

    private static Path commit(Store store, String key, Path... below) throws IOException, InterruptedException {
        return commit(store, key, key, below);
    }

    private static Path commit(Store store, String key, String content, Path... below)
            throws IOException, InterruptedException {
        var known = store.find(key);
        if (known.isPresent()) {
            return known.get().layer().orElseThrow();
        }
        Path upper = store.scratch();
        Files.write(upper.resolve("file"), content.getBytes(StandardCharsets.US_ASCII));
        Files.setLastModifiedTime(upper.resolve("file"), FileTime.from(LATEST));
        return store.commit(key, upper, new ArrayList<>(List.of(below))).layer().orElseThrow();
    }

    private static void lastUsed(int hours, Path layer) {
        touched(hours, layer.resolveSibling("seal"));
    }

    private static void touched(int hours, Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(hours))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
