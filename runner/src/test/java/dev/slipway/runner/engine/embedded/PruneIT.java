package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sandbox.InNamespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.store.Store;
import dev.slipway.runner.testing.SmallFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is taken out of a store in which images were built. */
@InNamespace(andAsOrdinaryUser = true)
class PruneIT {
    private final TestFolder folder = TestFolder.untilTheEnd();
    private final Path store = folder.path().resolve("store");

    PruneIT() throws IOException {}

    @Test
    void nothing_is_left_where_nobody_builds() throws Exception {
        run(Long.MAX_VALUE).build(SmallFamily.family());

        try (Store pruned = Store.open(store)) {
            assertThat(pruned.prune(0).kept()).isZero();
        }
        for (String part : new String[] {"layers", "steps", "blobs", "archives", "caches", "builds", "tmp"}) {
            assertThat(store.resolve("v4").resolve(part)).isEmptyDirectory();
        }
    }

    @Test
    void a_run_keeps_what_it_used_and_of_the_rest_what_it_may() throws Exception {
        EngineRun first = run(Long.MAX_VALUE);
        first.build(SmallFamily.family());
        long layers = layers();
        first.build(SmallFamily.with(SmallFamily.change()));
        assertThat(layers()).isGreaterThan(layers);

        EngineRun second = run(0);
        second.build(SmallFamily.family());
        assertThat(second.steps()).isEmpty();
        assertThat(layers()).isEqualTo(layers);

        second.build(SmallFamily.family());
        assertThat(second.steps()).isEmpty();
    }

    private EngineRun run(long keepStorage) throws IOException {
        return new EngineRun(folder.path(), store, keepStorage);
    }

    private long layers() throws IOException {
        try (Stream<Path> layers = Files.list(store.resolve("v4/layers"))) {
            return layers.count();
        }
    }
}
