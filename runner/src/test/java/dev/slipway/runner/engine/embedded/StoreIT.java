package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.sandbox.InNamespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.store.Store;
import dev.slipway.runner.testing.LargeFamily;
import dev.slipway.runner.testing.RegistryServer;
import dev.slipway.runner.testing.SmallFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What runs take from the store, and what they do where it came to harm. */
@InNamespace
class StoreIT {
    private static final String IN_FIRST_LAYER = "opt/data/zeros";
    private static final String FIRST_STEP = "small: RUN mkdir -p /opt/data /opt/old/deep";
    private static final String SHARED_STEP = ": RUN echo " + SmallFamily.SHARED;

    private final TestFolder folder = TestFolder.create();
    private final Path store = folder.path().resolve("store");
    private final EngineRun run = new EngineRun(folder.path(), store);

    StoreIT() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::deleteFolder));
    }

    private void deleteFolder() {
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_run_that_changes_nothing_looks_at_no_layer_and_no_blob() throws Exception {
        run.build(LargeFamily.of(6));
        for (Path layer : children("layers")) {
            Files.move(layer.resolve("files"), layer.resolve("elsewhere"));
        }
        Store.delete(store.resolve("v4/blobs"));

        assertThat(run.build(LargeFamily.of(6)).values()).hasSize(6).allMatch(BuiltImage::cached);
    }

    @Test
    void equal_steps_of_two_images_run_once() throws Exception {
        run.build(SmallFamily.family());

        assertThat(run.lines()).containsOnlyOnce(SmallFamily.SHARED);
    }

    @Test
    void a_damaged_layer_is_made_again_before_a_step_stands_on_it() throws Exception {
        try (RegistryServer server = server("registry")) {
            Map<String, String> digests = run.push(SmallFamily.family(), server);
            Path layer = layerWith(IN_FIRST_LAYER);
            flip(layer.resolve(IN_FIRST_LAYER));

            run.build(SmallFamily.with(SmallFamily.change()));

            assertThat(run.lines()).contains(layer + ": is not as it was made, and is made again");
            assertThat(run.steps()).contains(FIRST_STEP);
            assertThat(layerWith(IN_FIRST_LAYER)).isEqualTo(layer);
            assertThat(run.push(SmallFamily.family(), server)).isEqualTo(digests);
            assertThat(run.steps()).isEmpty();
        }
    }

    @Test
    void a_damaged_layer_of_another_image_is_made_again_too() throws Exception {
        try (RegistryServer server = server("registry")) {
            Map<String, String> digests = run.push(SmallFamily.family(), server);
            Files.delete(layerWith(IN_FIRST_LAYER).resolve(IN_FIRST_LAYER));
            Store.delete(layerWith("opt/shared").getParent());

            assertThat(run.push(SmallFamily.family(), server)).isEqualTo(digests);
            assertThat(run.steps()).containsExactlyInAnyOrder("left" + SHARED_STEP, FIRST_STEP);
        }
    }

    @Test
    void a_damaged_blob_is_made_again_before_it_is_pushed() throws Exception {
        Map<String, String> digests;
        try (RegistryServer server = server("registry")) {
            digests = run.push(SmallFamily.family(), server);
        }
        for (Path blob : children("blobs")) {
            flip(blob);
        }
        try (RegistryServer server = server("another registry")) {
            assertThat(run.push(SmallFamily.family(), server)).isEqualTo(digests);
            assertThat(run.steps()).isEmpty();
        }
    }

    @Test
    void a_blob_and_its_layer_are_made_again_where_both_are_damaged() throws Exception {
        Map<String, String> digests;
        try (RegistryServer server = server("registry")) {
            digests = run.push(SmallFamily.family(), server);
        }
        for (Path blob : children("blobs")) {
            flip(blob);
        }
        flip(layerWith(IN_FIRST_LAYER).resolve(IN_FIRST_LAYER));
        try (RegistryServer server = server("another registry")) {
            assertThat(run.push(SmallFamily.family(), server)).isEqualTo(digests);
            assertThat(run.steps()).containsExactly(FIRST_STEP);
        }
    }

    private RegistryServer server(String name) throws IOException, InterruptedException {
        return RegistryServer.start(folder.path().resolve(name));
    }

    private List<Path> children(String part) throws IOException {
        try (Stream<Path> children = Files.list(store.resolve("v4").resolve(part))) {
            return children.toList();
        }
    }

    private Path layerWith(String file) throws IOException {
        return children("layers").stream()
                .map(layer -> layer.resolve("files"))
                .filter(layer -> Files.exists(layer.resolve(file)))
                .findFirst()
                .orElseThrow();
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }
}
