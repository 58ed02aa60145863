package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.store.Store;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.SmallFamily;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several runners at once on one store. */
class TwoRunnersIT {
    private static final Path RUNNER = Path.of("bin/runner").toAbsolutePath();

    @BeforeEach
    void namespaces_can_be_had() {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
    }

    @Test
    void equal_steps_run_once_in_both_together() throws Exception {
        try (TestFolder folder = TestFolder.create()) {
            CatalogFolder.write(folder.path().resolve("catalog"), SmallFamily.with(SmallFamily.gate()));
            try (Runner first = new Runner(folder)) {
                first.readUntil(TwoRunnersIT::isAtGate);
                checkWith(first, folder);
            }
        }
    }

    /** While the first is at the gate, a second comes as far. */
    private static void checkWith(Runner first, TestFolder folder) throws IOException, InterruptedException {
        try (Runner second = new Runner(folder)) {
            second.readUntil(event -> event.path("event").asText().equals("nodeStarted")
                    && event.path("node").asText().equals("small"));
            openGate(folder);
            first.readToEnd();
            second.readToEnd();

            List<String> ran = Stream.of(first, second)
                    .flatMap(runner -> runner.events.stream())
                    .filter(TwoRunnersIT::isStart)
                    .map(event -> event.path("stage").asText() + " "
                            + event.path("index").asInt())
                    .toList();
            assertThat(ran).doesNotHaveDuplicates().contains("root 2", "small 4", "right-build 1", "right 3");
            assertThat(Stream.of(first, second)
                            .flatMap(runner -> runner.events.stream())
                            .filter(event -> event.path("line").asText().equals(SmallFamily.SHARED)))
                    .hasSize(1);
        }
    }

    @Test
    void pruning_takes_nothing_that_a_run_is_using() throws Exception {
        try (TestFolder folder = TestFolder.create()) {
            Path catalog = folder.path().resolve("catalog");
            CatalogFolder.write(catalog, SmallFamily.with(SmallFamily.change()));
            try (Runner earlier = new Runner(folder)) {
                earlier.readToEnd();
            }
            Store.delete(catalog);
            CatalogFolder.write(catalog, SmallFamily.with(SmallFamily.gate()));
            try (Runner runner = new Runner(folder)) {
                runner.readUntil(TwoRunnersIT::isAtGate);
                // The run has found five layers; that of the changed file, and what stands on it, are nobody's.
                assertThat(inStore(folder, "df")).contains("\nlayers  12     5 ");
                assertThat(inStore(folder, "prune")).startsWith("deleted: layers 7, caches 1\n");
                openGate(folder);
                runner.readToEnd();
            }
            try (Runner again = new Runner(folder)) {
                again.readToEnd();
                assertThat(again.events).noneMatch(TwoRunnersIT::isStart);
            }
            assertThat(inStore(folder, "prune")).endsWith(" freed, 0B kept\n");
            assertThat(inStore(folder, "df")).contains("\nlayers  0 ").contains("\ncaches  0 ");
        }
    }

    /** What a command prints of the store. */
    private static String inStore(TestFolder folder, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(RUNNER.toString(), command, "--store", folder.path() + "/store")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static boolean isAtGate(JsonNode event) {
        return isStart(event) && event.path("title").asText().contains("/gate/open");
    }

    private static void openGate(TestFolder folder) throws IOException {
        Files.createFile(gate(folder).resolve("open"));
    }

    private static boolean isStart(JsonNode event) {
        return event.path("event").asText().equals("operationStarted");
    }

    private static Path gate(TestFolder folder) throws IOException {
        try (Stream<Path> caches = Files.list(folder.path().resolve("store/v4/caches"))) {
            return caches.findFirst().orElseThrow().resolve("files");
        }
    }

    /** A process that builds the family, and what it has told so far. */
    private static final class Runner implements AutoCloseable {
        private final List<JsonNode> events = new ArrayList<>();
        private final Process process;
        private final BufferedReader lines;

        Runner(TestFolder folder) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(
                            RUNNER.toString(), "build", "left", "right", "--store", folder.path() + "/store")
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.command().addAll(List.of("--progress", "json"));
            builder.environment().put("SLIPWAY_CATALOG_PATH", folder.path() + "/catalog");
            process = builder.start();
            lines = process.inputReader(StandardCharsets.UTF_8);
        }

        void readUntil(Predicate<JsonNode> last) throws IOException {
            while (true) {
                String line = lines.readLine();
                assertThat(line).as("the next event after %s", events).isNotNull();
                JsonNode event = new ObjectMapper().readTree(line);
                events.add(event);
                if (last.test(event)) {
                    return;
                }
            }
        }

        void readToEnd() throws IOException, InterruptedException {
            readUntil(event -> event.path("event").asText().equals("runFinished"));
            assertThat(process.waitFor()).as("%s", events).isZero();
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
