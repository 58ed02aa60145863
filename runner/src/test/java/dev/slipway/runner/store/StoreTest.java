package dev.slipway.runner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.layer.Compressor;
import dev.slipway.runner.layer.Fingerprint;
import dev.slipway.runner.layer.LayerBlob;
import dev.slipway.runner.sandbox.TestJvm;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoreTest {
    private static final String KEY = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String OTHER_KEY = "sha256:" + "fedcba9876543210".repeat(4);
    private static final Instant LATEST = Instant.parse("2026-11-01T00:00:00Z");

    private final Compressor gzip = new Compressor(Compression.Format.GZIP.usual());
    private final Compressor zstd = new Compressor(Compression.Format.ZSTD.usual());

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        gzip.close();
        zstd.close();
    }

    @Test
    void a_result_is_found_again_by_another_store() throws Exception {
        try (Store store = Store.open(folder)) {
            assertThat(store.find(KEY)).isEmpty();
            Path upper = changes(store, "content");
            store.commit(KEY, upper, List.of());
            assertThat(upper).doesNotExist();
        }
        try (Store store = Store.open(folder)) {
            Path layer = store.find(KEY).orElseThrow().layer().orElseThrow();
            assertThat(layer.resolve("file")).hasContent("content");
            assertThat(store.find(OTHER_KEY)).isEmpty();
        }
    }

    @Test
    void a_step_that_changes_no_file_has_no_layer() throws Exception {
        try (Store store = Store.open(folder)) {
            store.commit(KEY, store.scratch(), List.of());

            assertThat(store.find(KEY).orElseThrow().layer()).isEmpty();
        }
    }

    @Test
    void a_result_that_is_too_old_is_not_found_and_gives_way_to_another() throws Exception {
        try (Store store = Store.open(folder)) {
            store.commit(KEY, changes(store, "old"), List.of());
            Path entry = Layout.in(folder).steps().resolve(KEY.substring("sha256:".length()));
            Files.setLastModifiedTime(entry, FileTime.from(LATEST));
            Instant since = LATEST.plusSeconds(1);

            assertThat(store.find(KEY, LATEST)).isPresent();
            assertThat(store.find(KEY, since)).isEmpty();
            store.commit(KEY, changes(store, "new"), List.of(), since);
            assertThat(store.find(KEY, since)).isPresent().isEqualTo(store.find(KEY));
            assertThat(store.find(KEY).orElseThrow().layer().orElseThrow().resolve("file"))
                    .hasContent("new");
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
                tasks.add(() -> store.commit(KEY, upper, List.of()).layer().orElseThrow());
            }
            Set<Path> layers =
                    pool.invokeAll(tasks).stream().map(StoreTest::result).collect(Collectors.toSet());

            assertThat(layers).hasSize(1);
            assertThat(layers.iterator().next().resolve("file")).content().startsWith("content ");
        } finally {
            pool.shutdown();
        }
        try (var left = Files.list(folder.resolve("v" + Layout.VERSION + "/tmp"))) {
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
    void a_blob_must_have_its_digest() throws IOException, InterruptedException {
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
        try (Store store = Store.open(folder)) {
            Path layer = committed(store);
            LayerBlob first = store.archive(layer, LATEST, gzip);
            FileTime made = Files.getLastModifiedTime(store.blob(first.digest()));

            assertThat(store.archive(layer, LATEST, gzip)).isEqualTo(first);
            assertThat(Files.getLastModifiedTime(store.blob(first.digest()))).isEqualTo(made);

            Files.delete(store.blob(first.digest()));
            assertThat(store.archive(layer, LATEST, gzip)).isEqualTo(first);
            assertThat(store.blob(first.digest())).hasSize(first.size());
        }
    }

    @Test
    void a_layer_has_an_archive_for_each_compression() throws Exception {
        try (Store store = Store.open(folder)) {
            Path layer = committed(store);
            LayerBlob one = store.archive(layer, LATEST, gzip);
            LayerBlob other = store.archive(layer, LATEST, zstd);

            assertThat(other.mediaType()).isEqualTo("application/vnd.oci.image.layer.v1.tar+zstd");
            assertThat(other.diffId()).isEqualTo(one.diffId());
            assertThat(store.archive(layer, LATEST, gzip)).isEqualTo(one);
            assertThat(store.archive(layer, LATEST, zstd)).isEqualTo(other);
        }
    }

    @Test
    void equal_results_of_different_steps_are_one_layer() throws Exception {
        try (Store store = Store.open(folder)) {
            Path layer = committed(store);
            Path other = store.commit(OTHER_KEY, equalChanges(store), List.of(layer))
                    .layer()
                    .orElseThrow();

            assertThat(other).isEqualTo(layer);
            assertThat(Store.id(other)).isEqualTo(Store.id(layer));
        }
    }

    /** What somebody may do to the folder of a layer. */
    private interface Harm {
        void to(Path layer) throws IOException;
    }

    private static Stream<Named<Harm>> harms() {
        return Stream.of(
                Named.of("other bytes", layer -> flip(layer.resolve("file"))),
                Named.of("fewer bytes", layer -> truncate(layer.resolve("file"))),
                Named.of("a file less", layer -> Files.delete(layer.resolve("file"))),
                Named.of("a file more", layer -> Files.createFile(layer.resolve("other"))),
                Named.of("another mode", layer -> Files.setAttribute(layer.resolve("file"), "unix:mode", 0600)),
                Named.of(
                        "another time",
                        layer -> Files.setLastModifiedTime(layer.resolve("file"), FileTime.fromMillis(0))),
                Named.of("no seal", layer -> Files.delete(seal(layer))),
                Named.of("a truncated seal", layer -> truncate(seal(layer))),
                Named.of("a seal that was tampered with", layer -> {
                    flip(layer.resolve("file"));
                    reseal(layer);
                }),
                Named.of("nothing at all", layer -> Store.delete(layer.getParent())));
    }

    @ParameterizedTest
    @MethodSource("harms")
    void a_layer_that_came_to_harm_is_never_archived_and_can_be_made_again(Harm harm) throws Exception {
        LayerBlob archive;
        try (Store store = Store.open(folder)) {
            Path layer = committed(store);
            archive = store.archive(layer, LATEST, gzip);
            Files.delete(store.blob(archive.digest()));
            harm.to(layer);
        }
        try (Store store = Store.open(folder)) {
            Optional<Path> found = store.find(KEY).flatMap(Store.Result::layer);
            Path layer = found.isPresent() ? found.get() : committed(store);
            try {
                store.archive(layer, LATEST, gzip);
            } catch (DamagedException e) {
                assertThat(e).hasMessage(layer + ": is not as it was made");
                assertThat(store.find(KEY)).isEmpty();
                assertThat(committed(store)).isEqualTo(layer);
            }
            assertThat(store.archive(layer, LATEST, gzip)).isEqualTo(archive);
        }
    }

    @Test
    void a_layer_is_looked_at_before_a_step_stands_on_it() throws Exception {
        Path layer;
        try (Store store = Store.open(folder)) {
            layer = committed(store);
            store.check(List.of(layer));
        }
        flip(layer.resolve("file"));
        try (Store store = Store.open(folder)) {
            assertThatThrownBy(() -> store.check(List.of(layer)))
                    .isInstanceOf(DamagedException.class)
                    .hasMessage(layer + ": is not as it was made");
            assertThat(store.find(KEY)).isEmpty();
            assertThat(layer).doesNotExist();
        }
    }

    @Test
    void a_copy_of_a_store_is_as_good() throws Exception {
        try (Store store = Store.open(folder.resolve("store"))) {
            committed(store);
        }
        Path copy = folder.resolve("copy");
        Process process = new ProcessBuilder("cp", "-a", folder + "/store", copy.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        try (Store store = Store.open(copy)) {
            Path layer = store.find(KEY).orElseThrow().layer().orElseThrow();
            assertThat(layer).startsWith(copy);
            store.check(List.of(layer));
        }
    }

    private static Stream<Named<Harm>> harmsToFiles() {
        return Stream.of(
                Named.of("flipped", StoreTest::flip),
                Named.of("truncated", StoreTest::truncate),
                Named.of("empty", file -> Files.write(file, new byte[0])),
                Named.of("gone", Files::delete));
    }

    @ParameterizedTest
    @MethodSource("harmsToFiles")
    void what_is_known_of_a_step_is_believed_only_whole(Harm harm) throws Exception {
        try (Store store = Store.open(folder)) {
            Path layer = committed(store);
            harm.to(onlyFile("steps"));
            assertThat(store.find(KEY)).isEmpty();
            assertThat(committed(store)).isEqualTo(layer);
            assertThat(store.find(KEY)).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("harmsToFiles")
    void what_is_known_of_an_archive_is_believed_only_whole(Harm harm) throws Exception {
        try (Store store = Store.open(folder)) {
            Path layer = committed(store);
            LayerBlob archive = store.archive(layer, LATEST, gzip);
            harm.to(onlyFile("archives"));
            assertThat(store.archive(layer, LATEST, gzip)).isEqualTo(archive);
        }
    }

    @ParameterizedTest
    @MethodSource("harmsToFiles")
    void a_blob_that_came_to_harm_is_never_handed_out_for_a_push(Harm harm) throws Exception {
        byte[] bytes = "blob".getBytes(StandardCharsets.US_ASCII);
        try (Store store = Store.open(folder)) {
            String digest = store.keepBlob(bytes);
            assertThat(store.proveBlob(digest)).hasBinaryContent(bytes);
            harm.to(store.blob(digest));
            assertThatThrownBy(() -> store.proveBlob(digest))
                    .isInstanceOf(DamagedException.class)
                    .hasMessageStartingWith(store.blob(digest) + ": is ");
            assertThat(store.findBlob(digest)).isEmpty();

            store.keepBlob(bytes);
            assertThat(store.proveBlob(digest)).hasBinaryContent(bytes);
        }
    }

    @Test
    void other_versions_of_the_store_are_left_alone() throws Exception {
        for (String old : List.of("steps/0123", "layers/0123/file", "v999/steps/0123")) {
            Path file = folder.resolve(old);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "of another version");
        }
        try (Store store = Store.open(folder)) {
            assertThat(store.find("0123")).isEmpty();
            committed(store);
        }
        assertThat(folder.resolve("steps/0123")).hasContent("of another version");
        assertThat(folder.resolve("layers/0123/file")).hasContent("of another version");
        assertThat(folder.resolve("v999/steps/0123")).hasContent("of another version");
        assertThat(folder.resolve("v4/version")).hasContent("4");
    }

    private static Path committed(Store store) throws IOException, InterruptedException {
        return store.commit(KEY, equalChanges(store), List.of()).layer().orElseThrow();
    }

    private static Path equalChanges(Store store) throws IOException {
        Path upper = changes(store, "content");
        Files.setLastModifiedTime(upper.resolve("file"), FileTime.from(LATEST));
        return upper;
    }

    private Path onlyFile(String part) throws IOException {
        try (Stream<Path> files =
                Files.list(folder.resolve("v" + Layout.VERSION).resolve(part))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static Path seal(Path layer) {
        return layer.resolveSibling("seal");
    }

    /** As if the disk had lost a bit, which changes no time. */
    private static void reseal(Path layer) throws IOException {
        List<String> lines = SealedLines.read(seal(layer)).orElseThrow();
        SealedLines.write(seal(layer), List.of(lines.get(0), Fingerprint.stateOf(layer), lines.get(2)));
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }

    private static void truncate(Path file) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 2));
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
