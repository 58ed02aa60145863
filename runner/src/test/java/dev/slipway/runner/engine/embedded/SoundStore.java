package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What must hold of a store between two runs, whatever happened to the first. */
final class SoundStore {
    private SoundStore() {}

    /** All that it holds is whole, nothing is in the making, and nothing is mounted in it. */
    static void check(Path folder) throws IOException, InterruptedException {
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(folder + "/");
        Path parts = folder.resolve("v4");
        try (Store store = Store.open(folder)) {
            store.check(children(parts.resolve("layers")).stream()
                    .map(layer -> layer.resolve("files"))
                    .toList());
            for (Path blob : children(parts.resolve("blobs"))) {
                store.proveBlob("sha256:" + blob.getFileName());
            }
        }
        assertThat(parts.resolve("tmp")).isEmptyDirectory();
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
