package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The man pages that the build has written, as those who show them see them. */
class ManPagesIT {
    private static final Path FOLDER = Path.of("target/man/man1");

    @Test
    void every_command_that_the_help_lists_has_a_page() throws IOException {
        CalledRunner runner = new CalledRunner();
        runner.run("--help");
        String commands = runner.out().split("Commands:\n", 2)[1].split("\n\n", 2)[0];

        assertThat(pages())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("runner.1"),
                                commands.lines()
                                        .filter(line -> line.matches("  \\S.*"))
                                        .map(line -> "runner-" + line.strip().replaceFirst(" .*", "") + ".1"))
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> no_formatter_complains_of_a_page() throws IOException {
        return pages().stream()
                .map(page -> dynamicTest(page, () -> {
                    String file = FOLDER.resolve(page).toString();
                    assertThat(output("mandoc", "-Tlint", "-Wwarning", file)).isEmpty();
                    assertThat(output("groff", "-man", "-Tutf8", "-ww", "-z", file))
                            .isEmpty();
                }));
    }

    @Test
    void a_formatter_would_complain() throws IOException, InterruptedException {
        Path broken =
                Files.writeString(Files.createTempFile("broken", ".1"), ".TH X 1 2026-11-01\n.SH NAME\n.nothing\n");
        try {
            assertThat(output("mandoc", "-Tlint", "-Wwarning", broken.toString()))
                    .contains("nothing");
            assertThat(output("groff", "-man", "-Tutf8", "-ww", "-z", broken.toString()))
                    .contains("nothing");
        } finally {
            Files.delete(broken);
        }
    }

    @Test
    void a_page_reads_like_one() throws IOException, InterruptedException {
        assertThat(output(
                                "mandoc",
                                "-Tascii",
                                "-Owidth=120",
                                FOLDER.resolve("runner-df.1").toString())
                        .replaceAll(".\b", "")
                        .lines()
                        .map(String::strip))
                .containsSubsequence(
                        "NAME",
                        "runner-df - shows what the store holds, and how much of it no run is using",
                        "SYNOPSIS",
                        "runner df [OPTIONS]",
                        "--store DIR",
                        "EXAMPLES",
                        "runner df --json",
                        "SEE ALSO",
                        "runner(1)");
    }

    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
