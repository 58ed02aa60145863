package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sandbox.InNamespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.store.Store;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.RegistryServer;
import dev.slipway.runner.testing.SmallFamily;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runners that are killed at random points of a push: the next run finishes what they began, with the same result. */
@InNamespace
class CrashIT {
    private static final int KILLS = 50;
    private static final long SEED = 20261123;
    private static final int MOST_LOOKS = 1000;
    private static final long LONGEST_WAIT = Duration.ofMillis(30).toNanos();
    private static final Path RUNNER = Path.of("bin/runner").toAbsolutePath();

    @Test
    void the_run_after_a_kill_makes_the_same_images_and_leaves_nothing() throws Exception {
        try (TestFolder folder = TestFolder.create();
                RegistryServer server = RegistryServer.start(folder.path().resolve("registry"))) {
            CatalogFolder.write(folder.path().resolve("catalog"), SmallFamily.left());
            EngineRun reference = new EngineRun(folder.path(), folder.path().resolve("reference"));
            Map<String, String> digests = reference.push(SmallFamily.left(), server);
            long others = strangers().count();
            List<String> lines = new ArrayList<>();
            runUntil(folder, "whole", server, lines, Integer.MAX_VALUE).close();
            Random random = new Random(SEED);

            for (int i = 0; i < KILLS; i++) {
                String point = "store" + i;
                killAt(folder, point, server, random, lines.size());
                awaitEnd(others);
                Path store = folder.path().resolve(point);
                EngineRun next = new EngineRun(folder.path(), store);
                assertThat(next.push(SmallFamily.left(), server)).as(point).isEqualTo(digests);
                assertThat(next.push(SmallFamily.left(), server)).as(point).isEqualTo(digests);
                assertThat(next.steps()).as(point).isEmpty();
                SoundStore.check(store);
                Store.delete(store);
            }
        }
    }

    /** What a killed process has started ends a moment after it. */
    private static void awaitEnd(long others) throws InterruptedException {
        for (int i = 0; i < MOST_LOOKS && strangers().count() > others; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(strangers().count()).as("processes that are left").isLessThanOrEqualTo(others);
    }

    private static void killAt(TestFolder folder, String store, RegistryServer server, Random random, int lines)
            throws IOException {
        int line = random.nextInt(lines);
        boolean outer = random.nextBoolean();
        long wait = (long) (random.nextDouble() * LONGEST_WAIT);
        try (Running runner = runUntil(folder, store, server, new ArrayList<>(), line)) {
            LockSupport.parkNanos(wait);
            Stream<ProcessHandle> victims = outer
                    ? Stream.of(runner.process().toHandle())
                    : runner.process().descendants().limit(1);
            victims.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** A runner that has told so many lines, or all that it has to tell. */
    private static Running runUntil(
            TestFolder folder, String store, RegistryServer server, List<String> told, int lines) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(RUNNER.toString(), "push", "left", "--release", "--allow-dirty")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.command().addAll(List.of("--repo", server.host() + "/killed", "--progress", "json"));
        builder.command().addAll(List.of("--store", folder.path().resolve(store).toString()));
        // It enters namespaces of its own, as it does outside of these.
        builder.environment().remove("SLIPWAY_NAMESPACE");
        builder.environment().put("SLIPWAY_CATALOG_PATH", folder.path() + "/catalog");
        builder.environment().put("SOURCE_DATE_EPOCH", String.valueOf(EngineRun.DATE.getEpochSecond()));
        Process process = builder.start();
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        while (told.size() < lines) {
            String line = reader.readLine();
            if (line == null) {
                break;
            }
            told.add(line);
        }
        return new Running(process);
    }

    private record Running(Process process) implements AutoCloseable {
        @Override
        public void close() {
            process.onExit().join();
        }
    }

    /** Processes that live, this one excepted. */
    private static Stream<ProcessHandle> strangers() {
        return ProcessHandle.allProcesses().filter(process -> process.pid() != 1 && lives(process.pid()));
    }

    /** A process that has ended and that nobody has asked for its exit code does not live. */
    private static boolean lives(long process) {
        try {
            String state = Files.readString(Path.of("/proc/" + process + "/stat"), StandardCharsets.ISO_8859_1);
            return !state.substring(state.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return false;
        }
    }
}
