package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.testing.RegistryClients;
import dev.slipway.runner.testing.RegistryContent;
import dev.slipway.runner.testing.RegistryServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Old tags in a real registry, which cannot delete tags, but manifests, if it may. */
@Timeout(180)
class UntagIT {
    private static final String OLD = "2026-10-01T00:00:00Z";
    private static final String NEW = "2026-11-22T00:00:00Z";

    @TempDir
    Path folder;

    private final CalledRunner runner = new CalledRunner();
    private RegistryServer server;
    private RegistryContent content;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void old_tags_of_both_schemes_go_and_nothing_else_does() throws Exception {
        start(RegistryServer.Option.DELETE);
        content.image("16.13-dev202610010000", "amd64", "2026-10-01T00:00:01Z");
        content.image("16.12-dev-0a1b2c3", "amd64", OLD);
        List<String> staying =
                List.of("16.13", "16.13-dev-0a1b2c4", "16.13-dev202611220000", "16.13-v0a1b2c3", "17-dev1");
        for (int i = 0; i < staying.size(); i++) {
            content.image(staying.get(i), "amd64", NEW.replace(":00Z", ":0" + i + "Z"));
        }

        assertThat(untag("--older-than=30d", "--yes")).isZero();
        assertThat(runner.lines())
                .containsExactly(
                        "TAG  MADE",
                        name("16.12-dev-0a1b2c3") + "  2026-10-01T00:00:00Z",
                        name("16.13-dev202610010000") + "  2026-10-01T00:00:00Z",
                        "deleted " + name("16.12-dev-0a1b2c3"),
                        "deleted " + name("16.13-dev202610010000"));
        assertThat(tags()).containsExactlyInAnyOrderElementsOf(staying);
        assertThat(untag("--older-than=30d", "--yes")).isZero();
        assertThat(runner.out()).isEqualTo("no tag is that old\n");
    }

    @Test
    void of_some_variants_only_theirs_go() throws Exception {
        start(RegistryServer.Option.DELETE);
        content.image("16.13-dev202610010000", "amd64");
        content.image("17.9-dev202610010000", "arm64");

        assertThat(untag("--older-than=12h", "--yes", "extbuilder:17")).isZero();
        assertThat(tags()).containsExactly("16.13-dev202610010000");
    }

    @Test
    void what_another_tag_needs_stays() throws Exception {
        start(RegistryServer.Option.DELETE);
        content.image("17.9-dev202610010000", "amd64");
        content.image("17.9", "amd64");
        content.image("16.13-dev202610010000", "arm64");
        content.index("16.13", "arm64", "s390x");
        content.image("16.12-dev202610010000", "riscv64");
        content.image("16.12-dev202610020000", "riscv64");

        assertThat(untag("--older-than=30d", "--yes")).isZero();
        assertThat(runner.out()).endsWith("""
                        deleted %s
                        deleted %s
                        kept %s: %s deletes manifests only, and another tag needs this one
                        kept %s: %4$s deletes manifests only, and another tag needs this one
                        """.formatted(
                        name("16.12-dev202610010000"),
                        name("16.12-dev202610020000"),
                        name("16.13-dev202610010000"),
                        server.host(),
                        name("17.9-dev202610010000")));
        assertThat(tags()).containsExactlyInAnyOrder("16.13", "16.13-dev202610010000", "17.9", "17.9-dev202610010000");
    }

    @Test
    void a_registry_that_deletes_nothing_is_told() throws Exception {
        start();
        content.image("17.9-dev202610010000", "amd64");

        assertThat(untag("--older-than=30d", "--yes")).isEqualTo(3);
        assertThat(runner.out())
                .endsWith("kept " + name("17.9-dev202610010000") + ": " + server.host()
                        + " deletes nothing. Have it allowed there; docker-registry does with"
                        + " REGISTRY_STORAGE_DELETE_ENABLED=true\n");
        assertThat(tags()).containsExactly("17.9-dev202610010000");
    }

    @Test
    void without_a_terminal_nobody_is_asked_and_nothing_is_deleted() throws Exception {
        start(RegistryServer.Option.DELETE);
        content.image("17.9-dev202010010000", "amd64");

        Answered answered = new Answered(start(new ProcessBuilder(line())), "y\n");

        assertThat(answered.exitCode()).isEqualTo(2);
        assertThat(answered.output())
                .contains(name("17.9-dev202010010000"))
                .endsWith("runner: nothing was deleted: there is no terminal to ask at. Say --yes to do without\n");
        assertThat(tags()).hasSize(1);
    }

    @Test
    void at_a_terminal_it_asks() throws Exception {
        start(RegistryServer.Option.DELETE);
        content.image("17.9-dev202010010000", "amd64");

        Answered no = new Answered(start(atTerminal()), "\n");
        assertThat(no.output()).contains("Delete this tag? [y/N] ").contains("nothing was deleted");
        assertThat(no.exitCode()).isZero();
        assertThat(tags()).hasSize(1);
        Answered yes = new Answered(start(atTerminal()), "y\n");
        assertThat(yes.output()).contains("deleted " + name("17.9-dev202010010000"));
        assertThat(yes.exitCode()).isZero();
        assertThat(tags()).isEmpty();
    }

    @Test
    void an_age_that_is_none_is_refused() throws Exception {
        start();

        assertThat(untag("--older-than=old")).isEqualTo(2);
        assertThat(runner.err()).isEqualTo("runner: --older-than: 'old' is not a length of time such as 30d or 12h\n");
    }

    /** A process that was given an answer, and what it printed. */
    private record Answered(String output, int exitCode) {
        Answered(Process process, String answer) throws IOException, InterruptedException {
            this(exchange(process, answer), process.waitFor());
        }

        private static String exchange(Process process, String answer) throws IOException {
            process.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.getOutputStream().close();
            return output;
        }
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        return builder.redirectErrorStream(true).start();
    }

    private ProcessBuilder atTerminal() {
        return new ProcessBuilder("script", "--quiet", "--return", "--command", ShellWords.of(line()), "/dev/null");
    }

    /** The real definitions, whose tags there are no others of. */
    private List<String> line() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "untag",
                "extbuilder",
                "--older-than=1m",
                "--repo",
                server.host() + "/citus");
    }

    private void start(RegistryServer.Option... options) throws IOException, InterruptedException {
        server = RegistryServer.start(folder.resolve("server"), options);
        content = new RegistryContent(server.host() + "/citus/extbuilder");
    }

    private int untag(String... arguments) {
        List<String> line = new ArrayList<>(List.of("untag", "--repo", server.host() + "/citus"));
        line.addAll(Arrays.asList(arguments));
        return runner.run(line.toArray(String[]::new));
    }

    private List<String> tags() {
        try (Registry registry = new Registry(RegistryClients.anonymous())) {
            return registry.tags(ImageReference.parse(name("any")));
        }
    }

    private String name(String tag) {
        return server.host() + "/citus/extbuilder:" + tag;
    }
}
