package dev.slipway.runner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.layer.LayerBlob;
import dev.slipway.runner.sandbox.TestJvm;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final String KEY = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String OTHER_KEY = "sha256:" + "fedcba9876543210".repeat(4);
    private static final Instant LATEST = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void a_result_is_found_again_by_another_store() throws IOException {
        try (Store store = Store.open(folder)) {
            assertThat(store.find(KEY)).isEmpty();
            Path upper = changes(store, "content");
            store.commit(KEY, upper);
            assertThat(upper).doesNotExist();
        }
        try (Store store = Store.open(folder)) {
            Path layer = store.find(KEY).orElseThrow().layer().orElseThrow();
            assertThat(layer.resolve("file")).hasContent("content");
            assertThat(store.find(OTHER_KEY)).isEmpty();
        }
    }

    @Test
    void a_step_that_changes_no_file_has_no_layer() throws IOException {
        try (Store store = Store.open(folder)) {
            store.commit(KEY, store.scratch());

            assertThat(store.find(KEY).orElseThrow().layer()).isEmpty();
        }
    }

    @Test
    void of_many_that_commit_the_same_step_the_first_wins() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (Store one = Store.open(folder);
                Store other = Store.open(folder)) {
            List<Callable<Path>> tasks = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                Store store = i % 2 == 0 ? one : other;
                Path upper = changes(store, "content " + i);
                tasks.add(() -> store.commit(KEY, upper).layer().orElseThrow());
            }
            Set<Path> layers =
                    pool.invokeAll(tasks).stream().map(StoreTest::result).collect(Collectors.toSet());

            assertThat(layers).hasSize(1);
            assertThat(layers.iterator().next().resolve("file")).content().startsWith("content ");
        } finally {
            pool.shutdown();
        }
        try (var left = Files.list(folder.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_lock_holds_among_threads_and_stores() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        AtomicInteger inside = new AtomicInteger();
        try (Store one = Store.open(folder);
                Store other = Store.open(folder)) {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Store store = i % 2 == 0 ? one : other;
                tasks.add(() -> {
                    try (Locks.Held held = store.lock("step")) {
                        assertThat(store.tryLock("step")).as("while %s", held).isEmpty();
                        int seen = inside.incrementAndGet();
                        inside.decrementAndGet();
                        return seen;
                    }
                });
            }
            assertThat(pool.invokeAll(tasks).stream().map(StoreTest::result)).containsOnly(1);
            Locks.Held held = one.tryLock("step").orElseThrow();
            assertThat(other.tryLock("another")).isPresent();
            held.close();
            held.close();
            assertThat(other.tryLock("step")).isPresent();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void waiting_for_a_lock_can_be_interrupted() throws Exception {
        try (Store store = Store.open(folder);
                Locks.Held held = store.lock("step")) {
            assertThat(held).isNotNull();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.lock("step")).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.lock("another")).isInstanceOf(InterruptedException.class);
        }
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void another_process_keeps_its_work_and_locks_until_it_dies() throws Exception {
        Process process = new ProcessBuilder(TestJvm.command(Other.class, folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            Path work = Path.of(lines.readLine());
            try (Store store = Store.open(folder)) {
                assertThat(store.tryLock("step")).isEmpty();
                assertThat(work.resolve("file")).exists();

                process.destroyForcibly().waitFor();
                store.lock("step").close();
            }
            try (Store store = Store.open(folder)) {
                assertThat(work).doesNotExist();
                assertThat(store.scratch()).isEmptyDirectory();
            }
        }
    }

    /** A process that takes a lock, begins some work and goes no further. */
    static final class Other {
        private Other() {}

        public static void main(String... arguments) throws IOException, InterruptedException {
            Store store = Store.open(Path.of(arguments[0]));
            Locks.Held held = store.lock("step");
            System.out.println(changes(store, "unfinished"));
            int end = System.in.read();
            held.close();
            System.exit(end);
        }
    }

    @Test
    void a_blob_must_have_its_digest() throws IOException {
        byte[] bytes = "blob".getBytes(StandardCharsets.US_ASCII);
        try (Store store = Store.open(folder)) {
            String digest = store.keepBlob(bytes);
            assertThat(store.blob(digest)).hasBinaryContent(bytes);
            String wrong = digest.replace(digest.charAt(10), digest.charAt(10) == '0' ? '1' : '0');

            assertThatThrownBy(() -> store.keepBlob(wrong, new ByteArrayInputStream(bytes)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(wrong)
                    .hasMessageContaining(digest);
            assertThat(store.blob(wrong)).doesNotExist();
        }
    }

    @Test
    void a_layer_is_archived_once() throws Exception {
        LayerBlob first;
        Path layer;
        try (Store store = Store.open(folder)) {
            layer = store.commit(KEY, changes(store, "content")).layer().orElseThrow();
            first = store.archive(layer, LATEST);
            assertThat(store.blob(first.digest())).hasSize(first.size());
        }
        Files.writeString(layer.resolve("file"), "something else");
        try (Store store = Store.open(folder)) {
            assertThat(store.archive(layer, LATEST)).isEqualTo(first);
            Files.delete(store.blob(first.digest()));
            assertThat(store.archive(layer, LATEST)).isNotEqualTo(first);
        }
    }

    private static Path changes(Store store, String content) throws IOException {
        Path upper = store.scratch();
        Files.writeString(upper.resolve("file"), content);
        return upper;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
