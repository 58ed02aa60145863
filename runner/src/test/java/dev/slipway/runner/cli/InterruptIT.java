package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.model.Family;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.store.Store;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.RegistryClients;
import dev.slipway.runner.testing.RegistryServer;
import dev.slipway.runner.testing.SilentServer;
import dev.slipway.runner.testing.SmallFamily;
import dev.slipway.runner.testing.StuckFamily;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runners that are asked to end, in whatever they are at: nothing of them stays, and the next run does the rest. */
@Timeout(120)
class InterruptIT {
    private static final Path RUNNER = Path.of("bin/runner").toAbsolutePath();
    private static final Map<String, Integer> CODES = Map.of("INT", 130, "TERM", 143, "HUP", 129);

    private static byte[] reference = {};

    private TestFolder folder;

    /** What a run that nobody interrupts comes to. */
    @BeforeAll
    static void save() throws Exception {
        InterruptIT test = new InterruptIT();
        test.start();
        test.write(SmallFamily.left());
        reference = test.saved();
        test.stop();
    }

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
        folder = TestFolder.create();
        folder.folder("temporary");
        folder.folder("saved");
    }

    @AfterEach
    void stop() throws IOException {
        folder.close();
    }

    @ParameterizedTest
    @CsvSource({"INT, true", "HUP, true", "TERM, false"})
    void in_a_step(String signal, boolean toAll) throws Exception {
        write(StuckFamily.step());
        try (Running runner = run("save", "left", "right", "--output", path("saved/archive.tar"))) {
            runner.readUntil("| " + StuckFamily.STUCK);

            runner.send(signal, toAll);

            runner.checkEnd(CODES.get(signal));
        }
        checkFolder();
    }

    @Test
    void in_a_check() throws Exception {
        interruptWhenStuck(StuckFamily.check(), "build", "left");
    }

    @Test
    void before_a_step_is_tried_again() throws Exception {
        interruptWhenStuck(StuckFamily.retries(), "build", "left");
    }

    @Test
    void while_a_layer_is_archived() throws Exception {
        interruptWhenStuck(StuckFamily.archiving(), "push", "left", "--repo", "127.0.0.1:1/citus");
    }

    private void interruptWhenStuck(Family family, String... arguments) throws Exception {
        write(family);
        try (Running runner = run(arguments)) {
            runner.readUntil("| " + StuckFamily.STUCK);
            runner.send("INT", true);
            runner.checkEnd(CODES.get("INT"));
        }
        checkFolder();
    }

    @Test
    void while_another_runner_has_the_lock() throws Exception {
        write(StuckFamily.step());
        try (Running first = run("build", "left")) {
            first.readUntil("| " + StuckFamily.STUCK);
            try (Running second = run("build", "left")) {
                second.readUntil("[small] 3/4 cached");
                second.send("INT", true);
                second.checkEnd(CODES.get("INT"));
            }
            first.send("INT", true);
            first.checkEnd(CODES.get("INT"));
        }
        checkFolder();
    }

    @Test
    void while_a_base_is_pulled() throws Exception {
        try (SilentServer server = new SilentServer()) {
            write(StuckFamily.pull(server.host() + "/base:1"));
            try (Running runner = run("build", "left")) {
                server.awaitSilence();
                runner.send("INT", true);
                runner.checkEnd(CODES.get("INT"));
            }
        }
        checkFolder();
    }

    @Test
    void while_a_registry_does_not_answer() throws Exception {
        write(SmallFamily.left());
        try (SilentServer server = new SilentServer();
                Running runner = run("push", "left", "--repo", server.host() + "/citus")) {
            server.awaitSilence();
            runner.send("HUP", true);
            // It is asked what it has before anything is started that would have to be ended.
            runner.readToEnd();
            assertThat(runner.process.waitFor()).as(runner.output()).isEqualTo(CODES.get("HUP"));
            assertThat(runner.told).endsWith("runner: interrupted");
        }
        assertThat(folder.path().resolve("temporary")).isEmptyDirectory();
    }

    @Test
    void what_was_uploaded_gets_no_tag() throws Exception {
        write(StuckFamily.rightCheck());
        try (RegistryServer server = RegistryServer.start(folder.path().resolve("registry"))) {
            try (Running runner =
                    run("push", "left", "right", "--release", "--allow-dirty", "--repo", server.host() + "/citus")) {
                runner.readUntil("[left] uploaded");
                runner.send("TERM", true);
                runner.checkEnd(CODES.get("TERM"));
            }
            try (Registry registry = new Registry(RegistryClients.anonymous())) {
                ImageReference left = ImageReference.parse(server.host() + "/citus/left:1");
                assertThat(registry.digestOf(left)).isEmpty();
            }
        }
        checkFolder();
    }

    @Test
    void again_and_again() throws Exception {
        write(StuckFamily.step());
        try (Running runner = run("build", "left")) {
            runner.readUntil("| " + StuckFamily.STUCK);
            while (runner.process.isAlive()) {
                runner.send("INT", true);
            }
            assertThat(runner.process.waitFor()).isEqualTo(CODES.get("INT"));
            runner.checkGone();
        }
        checkNextRun();
    }

    @Test
    void from_the_keyboard() throws Exception {
        write(StuckFamily.step());
        String line = String.join(" ", command("build", "left", "--progress", "plain"));
        try (Running runner = new Running(List.of("script", "--quiet", "--return", "--command", line, "/dev/null"))) {
            runner.readUntil("| " + StuckFamily.STUCK);
            runner.rememberProcesses();
            runner.process.getOutputStream().write('\3');
            runner.process.getOutputStream().flush();
            runner.checkEnd(CODES.get("INT"));
        }
        checkFolder();
    }

    /** Of the runner there is nothing left, and the store is sound. */
    private void checkFolder() throws Exception {
        assertThat(folder.path().resolve("temporary")).isEmptyDirectory();
        assertThat(folder.path().resolve("saved")).isEmptyDirectory();
        assertThat(folder.path().resolve("store/v4/tmp")).isEmptyDirectory();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(folder.path() + "/");
        checkNextRun();
    }

    /** With what the interrupted run has made, it comes to the same image. */
    private void checkNextRun() throws Exception {
        Store.delete(folder.path().resolve("catalog"));
        write(SmallFamily.left());
        assertThat(saved()).isEqualTo(reference);
    }

    private byte[] saved() throws Exception {
        Path archive = folder.path().resolve("archive");
        try (Running runner = run("save", "left", "--release", "--output", archive.toString())) {
            runner.readToEnd();
            assertThat(runner.process.waitFor()).as(runner.output()).isZero();
        }
        return Files.readAllBytes(archive);
    }

    private void write(Family family) throws IOException {
        CatalogFolder.write(folder.path().resolve("catalog"), family);
    }

    private String path(String name) {
        return folder.path().resolve(name).toString();
    }

    private Running run(String... arguments) throws IOException {
        return new Running(command(arguments));
    }

    private List<String> command(String... arguments) {
        List<String> line = new ArrayList<>(List.of(RUNNER.toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--store", path("store")));
        return line;
    }

    /** A runner in a session of its own, as the foreground of a terminal is a group of its own. */
    private final class Running implements AutoCloseable {
        private final Process process;
        private final BufferedReader lines;
        private final List<String> told = new ArrayList<>();
        private final Set<ProcessHandle> processes = new HashSet<>();

        Running(List<String> command) throws IOException {
            // In the background, signals are ignored, and whoever is started so keeps to it.
            List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT,HUP", "setsid"));
            line.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.environment().put("SLIPWAY_CATALOG_PATH", path("catalog"));
            builder.environment().put("NO_COLOR", "1");
            builder.environment().put("SOURCE_DATE_EPOCH", "1790000000");
            builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + path("temporary"));
            process = builder.start();
            lines = process.inputReader(StandardCharsets.UTF_8);
        }

        void readUntil(String part) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(line);
                if (line.contains(part)) {
                    return;
                }
            }
            assertThat(output()).contains(part);
        }

        void readToEnd() throws IOException {
            lines.lines().forEach(told::add);
        }

        String output() {
            return String.join("\n", told);
        }

        /** @param toAll of its processes, as the terminal does; else only to the one that was started */
        void send(String signal, boolean toAll) throws IOException, InterruptedException {
            rememberProcesses();
            String target = (toAll ? "-" : "") + process.pid();
            new ProcessBuilder("kill", "-" + signal, "--", target)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }

        void rememberProcesses() {
            process.descendants().forEach(processes::add);
        }

        void checkEnd(int code) throws IOException, InterruptedException {
            readToEnd();
            assertThat(process.waitFor()).as(output()).isEqualTo(code);
            assertThat(told).filteredOn(line -> line.contains("interrupted")).containsExactly("failed: interrupted");
            checkGone();
        }

        /** With the first process of a namespace all others are gone, and its mounts. */
        void checkGone() {
            assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
