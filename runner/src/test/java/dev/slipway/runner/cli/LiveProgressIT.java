package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.model.Family;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.FailingFamily;
import dev.slipway.runner.testing.SmallFamily;
import dev.slipway.runner.testing.StuckFamily;
import dev.slipway.runner.testing.TestTerminal;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs at a terminal of the kernel's, and what is on it in the end. */
@Timeout(120)
class LiveProgressIT {
    private static final String RUNNER = Path.of("bin/runner").toAbsolutePath().toString();
    private static final String HIDE_CURSOR = "\u001b[?25l";

    private TestFolder folder;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
        folder = TestFolder.create();
    }

    @AfterEach
    void stop() throws IOException {
        folder.close();
    }

    @Test
    void in_the_end_results_are_on_the_screen() throws Exception {
        try (Session session = new Session(SmallFamily.family(), "build left right")) {
            session.readToEnd();

            assertThat(session.process.waitFor()).isZero();
            TestTerminal terminal = session.terminal();
            assertThat(terminal.hasCursor()).isTrue();
            assertThat(terminal.lines().stream().map(line -> line.replaceAll("[0-9.]+s", "Ts")))
                    .contains("[small] built in Ts", "[left] built in Ts", "[right] built in Ts", "done in Ts")
                    .noneMatch(line -> line.contains("|") || line.contains(" done,"));
        }
    }

    @Test
    void what_is_there_is_told_in_lines_only() throws Exception {
        try (Session first = new Session(SmallFamily.family(), "build left")) {
            first.readToEnd();
        }
        try (Session second = new Session(SmallFamily.family(), "build left")) {
            second.readToEnd();

            assertThat(second.terminal().lines()).startsWith("[root] cached", "[small] cached", "[left] cached", "");
            assertThat(second.output()).doesNotContain("\u001b");
        }
    }

    @Test
    void ctrl_c_gives_the_cursor_back() throws Exception {
        try (Session session = new Session(StuckFamily.step(), "build left")) {
            session.readUntil(output -> output.contains(StuckFamily.STUCK));
            assertThat(session.output()).contains(HIDE_CURSOR);

            session.process.getOutputStream().write('\3');
            session.process.getOutputStream().flush();
            session.readToEnd();

            assertThat(session.process.waitFor()).isEqualTo(130);
            assertThat(session.terminal().hasCursor()).isTrue();
            assertThat(session.terminal().lines()).endsWith("failed: interrupted");
        }
    }

    @Test
    void so_does_whoever_has_started_a_process_that_is_killed() throws Exception {
        try (Session session = new Session(StuckFamily.step(), "build left")) {
            session.readUntil(output -> output.contains(StuckFamily.STUCK));

            session.engine().destroyForcibly();
            session.readToEnd();

            assertThat(session.process.waitFor()).isNotZero();
            assertThat(session.terminal().hasCursor()).isTrue();
            assertThat(session.terminal().lines()).noneMatch(line -> line.startsWith("failed: "));
        }
    }

    @Test
    void a_window_that_becomes_smaller_is_filled_no_further() throws Exception {
        try (Session session = new Session(StuckFamily.step(), "build left")) {
            session.readUntil(output -> output.contains(StuckFamily.STUCK));

            session.resize(30, 8);
            session.readUntil(output -> lastFrame(output).anyMatch(line -> line.contains("…")));

            assertThat(lastFrame(session.output())).allMatch(line -> line.length() < 30);
        }
    }

    private static Stream<String> lastFrame(String output) {
        String complete = output.substring(0, output.lastIndexOf("\u001b[?2026l"));
        return complete.substring(complete.lastIndexOf("\u001b[?2026h"))
                .lines()
                .map(line -> line.replaceAll("\u001b\\[[?0-9]*[a-zA-Z]", ""));
    }

    @Test
    void what_is_kept_has_no_secrets() throws Exception {
        Files.writeString(folder.path().resolve("token"), "hush-hush");
        String secret = "--secret id=token,src=" + folder.path() + "/token";
        try (Session session = new Session(FailingFamily.printingSecret(), "build top " + secret)) {
            session.readToEnd();

            assertThat(session.process.waitFor()).isEqualTo(1);
            assertThat(session.terminal().lines().stream())
                    .anyMatch(line -> line.startsWith("  look around there: runner shell --failed failing"));
            try (Stream<Path> files = Files.walk(folder.path().resolve("state"))) {
                List<Path> kept = files.filter(Files::isRegularFile).toList();
                assertThat(kept)
                        .extracting(file -> file.getFileName().toString())
                        .contains("run.json", "events.ndjson", "failing.log");
                for (Path file : kept) {
                    assertThat(file).content().doesNotContain("hush");
                }
                assertThat(kept).anySatisfy(file -> assertThat(file).content().contains("| it is ***"));
            }
        }
    }

    private final class Session implements AutoCloseable {
        private final Process process;
        private final Reader reader;
        private final StringBuilder output = new StringBuilder();
        private final String device;

        Session(Family family, String command) throws IOException {
            Path catalog = folder.path().resolve("catalog");
            if (!Files.exists(catalog)) {
                CatalogFolder.write(catalog, family);
            }
            String line = "stty cols 90 rows 12; tty; exec " + RUNNER + " " + command + " --progress tty --store "
                    + folder.path() + "/store";
            // In the background, Ctrl-C is ignored, and whoever is started so keeps to it.
            ProcessBuilder builder = new ProcessBuilder(
                            "env",
                            "--default-signal=INT",
                            "setsid",
                            "script",
                            "--quiet",
                            "--return",
                            "--command",
                            line,
                            "/dev/null")
                    .redirectErrorStream(true);
            builder.environment().put("SLIPWAY_CATALOG_PATH", catalog.toString());
            builder.environment().put("TERM", "xterm");
            builder.environment().put("NO_COLOR", "1");
            builder.environment().put("XDG_STATE_HOME", folder.path() + "/state");
            process = builder.start();
            reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
            readUntil(text -> text.contains("\n"));
            device = output.toString().strip();
            output.setLength(0);
        }

        void readUntil(Predicate<String> enough) throws IOException {
            while (!enough.test(output.toString())) {
                int character = reader.read();
                assertThat(character).as(output.toString()).isNotNegative();
                output.append((char) character);
            }
        }

        void readToEnd() throws IOException {
            for (int character = reader.read(); character >= 0; character = reader.read()) {
                output.append((char) character);
            }
        }

        String output() {
            return output.toString();
        }

        TestTerminal terminal() {
            return new TestTerminal(90, 12).print(output());
        }

        void resize(int columns, int rows) throws IOException, InterruptedException {
            Process stty = new ProcessBuilder("stty", "-F", device, "cols", "" + columns, "rows", "" + rows)
                    .inheritIO()
                    .start();
            assertThat(stty.waitFor()).isZero();
        }

        /** The JVM that another has started. */
        ProcessHandle engine() {
            List<ProcessHandle> machines = process.descendants()
                    .filter(each -> each.info()
                            .command()
                            .map(program -> program.endsWith("/java"))
                            .orElse(false))
                    .toList();
            Optional<ProcessHandle> inner = machines.stream()
                    .filter(each -> each.descendants().noneMatch(machines::contains))
                    .findFirst();
            return inner.orElseThrow();
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
