package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.model.Family;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.sandbox.InNamespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.store.Store;
import dev.slipway.runner.testing.RegistryServer;
import dev.slipway.runner.testing.SmallFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A store on a disk that is, or will be, too small. */
@InNamespace
class DiskFullIT {
    private static final int TRIES = 10;
    private static final long SEED = 20261123;
    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;
    private static final long ENOUGH = 256 * MIB;
    /** Less cannot hold the folders of a store. */
    private static final long LEAST = 64 * KIB;

    private final TestFolder folder = TestFolder.untilTheEnd();

    DiskFullIT() throws IOException {}

    @Test
    void the_run_after_the_disk_was_full_makes_the_same_images_and_leaves_nothing() throws Exception {
        Family family = SmallFamily.family();
        try (RegistryServer server = RegistryServer.start(folder.path().resolve("registry"))) {
            Map<String, String> digests;
            long needed;
            try (Disk disk = new Disk(folder.folder("reference"), ENOUGH)) {
                digests = new EngineRun(folder.path(), disk.path()).push(family, server);
                needed = disk.used();
            }
            Random random = new Random(SEED);
            for (int i = 0; i < TRIES; i++) {
                long size = LEAST + (long) (random.nextDouble() * (needed - LEAST));
                String point = "on a disk of " + size + " bytes";
                try (Disk disk = new Disk(folder.folder("store" + i), size)) {
                    EngineRun run = new EngineRun(folder.path(), disk.path());
                    assertThatThrownBy(() -> run.push(family, server)).as(point).isInstanceOf(EngineException.class);
                    disk.resize(ENOUGH);
                    SoundStore.check(disk.path());
                    assertThat(run.push(family, server)).as(point).isEqualTo(digests);
                    assertThat(run.push(family, server)).as(point).isEqualTo(digests);
                    assertThat(run.steps()).as(point).isEmpty();
                    SoundStore.check(disk.path());
                }
            }
        }
    }

    @Test
    void a_disk_that_fills_up_is_given_back_a_fifth() throws Exception {
        String oldest = "sha256:" + "a".repeat(64);
        String older = "sha256:" + "b".repeat(64);
        try (Disk disk = new Disk(folder.folder("disk"), 40 * MIB)) {
            try (Store store = Store.open(disk.path())) {
                commit(store, oldest, 20, 2);
                commit(store, older, 14, 1);
            }
            try (Store store = Store.open(disk.path())) {
                store.makeRoom();
                assertThat(store.find(oldest)).isEmpty();
                assertThat(store.find(older)).isPresent();
            }
            assertThat(disk.used()).isBetween(14 * MIB, 15 * MIB);
        }
    }

    private static void commit(Store store, String key, int mebibytes, int hoursAgo)
            throws IOException, InterruptedException {
        Path upper = store.scratch();
        Files.write(upper.resolve("file"), new byte[mebibytes << 20]);
        Path layer = store.commit(key, upper, List.of()).layer().orElseThrow();
        Instant used = Instant.now().minus(Duration.ofHours(hoursAgo));
        Files.setLastModifiedTime(layer.resolveSibling("seal"), FileTime.from(used));
    }

    /** A small disk, in memory. */
    private record Disk(Path path) implements AutoCloseable {
        Disk(Path path, long size) throws IOException {
            this(path);
            run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
        }

        void resize(long size) throws IOException {
            run("mount", "-o", "remount,size=" + size, path.toString());
        }

        long used() throws IOException {
            var disk = Files.getFileStore(path);
            return disk.getTotalSpace() - disk.getUsableSpace();
        }

        @Override
        public void close() throws IOException {
            run("umount", path.toString());
        }

        private static void run(String... command) throws IOException {
            Process process =
                    new ProcessBuilder(command).inheritIO().start().onExit().join();
            assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
        }
    }
}
