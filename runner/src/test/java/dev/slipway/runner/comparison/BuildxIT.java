package dev.slipway.runner.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.comparison.RunnerProgram.Result;
import dev.slipway.runner.testing.DockerServer;
import dev.slipway.runner.testing.SmallFamily;
import dev.slipway.runner.testing.StuckFamily;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runner on a real BuildKit, through a real buildx: it makes, tells and refuses what the embedded engine does. */
@Tag("judges")
@Timeout(120)
class BuildxIT extends BuilderCases {
    private static final Path PROGRAMS =
            Path.of("../definitions/target/judges/bin").toAbsolutePath();
    private static final String BUILDER = "real";

    private final RunnerProgram runner;
    private BuildKit buildKit;

    BuildxIT() throws IOException {
        runner = new RunnerProgram(
                folder.path(),
                Map.of(
                        "BUILDX_CONFIG",
                        folder.path() + "/buildx",
                        "PATH",
                        PROGRAMS + ":/usr/sbin:/usr/bin:/sbin:/bin"));
    }

    @Override
    RunnerProgram runner() {
        return runner;
    }

    @Override
    List<String> engine() {
        return List.of("--builder", BUILDER);
    }

    @BeforeAll
    void start() throws Exception {
        assertThat(PROGRAMS.resolve("buildx"))
                .as("compiled by mvn verify -Pjudges in definitions")
                .exists();
        buildKit = BuildKit.start(PROGRAMS, folder.folder("buildkit"));
        create(BUILDER, buildKit.address());
        write("stuck", StuckFamily.step());
    }

    @AfterAll
    void stop() throws IOException {
        if (buildKit != null) {
            buildKit.close();
        }
    }

    private void create(String builder, String address) throws Exception {
        Result created = runner.call(
                PROGRAMS.resolve("buildx").toString(), "create", "--name", builder, "--driver", "remote", address);
        assertThat(created.exitCode()).as(created.output()).isZero();
    }

    @Test
    void an_index_of_several_platforms_has_the_tag() throws Exception {
        Result result = runner.run(
                "small",
                List.of("--builder", BUILDER, "--platform", "linux/amd64,linux/386"),
                "push",
                "left",
                "--repo",
                registry.host() + "/several");

        assertThat(result.exitCode()).as(result.output()).isZero();
        Result index = runner.call(
                "skopeo", "inspect", "--raw", "--tls-verify=false", "docker://" + registry.host() + "/several/left:1");
        assertThat(index.output()).contains("\"architecture\": \"amd64\"", "\"architecture\": \"386\"");
    }

    @Test
    void a_step_that_takes_too_long_is_ended() throws Exception {
        Result result = runner.run("stuck", List.of("--builder", BUILDER), "build", "left", "--step-timeout", "2s");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.failure()).isEqualTo("""
                failed: small: 'RUN trap '' INT TERM HUP' took longer than 2s, and was ended
                  asked for at Image.java:7 @Run
                  | stuck now
                  look around there: runner shell --failed small --store %s
                """.formatted(folder.path().resolve("store")));
    }

    @Test
    void an_interrupt_ends_buildx_as_well() throws Exception {
        Process process = runner.start("stuck", List.of("--builder", BUILDER), "build", "left");
        BufferedReader output = readUntilStuck(process);
        Set<ProcessHandle> processes = process.descendants().collect(Collectors.toCollection(HashSet::new));

        runner.call("kill", "-INT", String.valueOf(process.pid()));

        assertThat(output.lines().filter(line -> line.startsWith("failed: "))).containsExactly("failed: interrupted");
        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void a_builder_that_dies_is_said() throws Exception {
        try (BuildKit mortal = BuildKit.start(PROGRAMS, folder.folder("mortal"))) {
            create("mortal", mortal.address());
            Process process = runner.start("stuck", List.of("--builder", "mortal"), "build", "left");
            BufferedReader output = readUntilStuck(process);

            mortal.kill();

            assertThat(output.lines().filter(line -> line.startsWith("failed: ")))
                    .singleElement()
                    .asString()
                    .startsWith("failed: builder 'mortal' is gone: ")
                    .endsWith(". See whether it still runs with: buildx inspect mortal");
            assertThat(process.waitFor()).isEqualTo(3);
        }
    }

    /** The step waits for a file that only the second builder has, and so it is there that it ends. */
    @Test
    void work_is_moved_off_a_builder_that_dies() throws Exception {
        write("key", SmallFamily.with(SmallFamily.key()));
        write("gate", SmallFamily.with(SmallFamily.gate()));
        Result opened = runner.run("key", List.of("--builder", BUILDER), "build", "left");
        assertThat(opened.exitCode()).as(opened.output()).isZero();
        try (BuildKit first = BuildKit.start(PROGRAMS, folder.folder("first"))) {
            create("first", first.address());
            List<String> builders = List.of("--builder", "first", "--builder", BUILDER);
            Process process =
                    runner.start("gate", builders, "push", "left", "right", "--repo", registry.host() + "/moved");
            BufferedReader output = readUntil(process, "[small] 4/4 RUN until [ -e /gate/open ]");

            first.kill();

            List<String> rest = output.lines().toList();
            assertThat(process.waitFor()).as("%s", rest).isZero();
            assertThat(rest)
                    .filteredOn(line -> line.contains("is gone"))
                    .singleElement()
                    .asString()
                    .startsWith("[small] | builder 'first' is gone: ")
                    .endsWith(". See whether it still runs with: buildx inspect first. Going on with 'real'");
            assertThat(Listing.of(registry.host(), "moved/right", "1").lines()).containsKey("/opt/gate");
        }
    }

    private static BufferedReader readUntilStuck(Process process) throws IOException {
        return readUntil(process, "| " + StuckFamily.STUCK);
    }

    private static BufferedReader readUntil(Process process, String part) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = "";
        while (line != null && !line.contains(part)) {
            line = output.readLine();
        }
        assertThat(line).isNotNull();
        return output;
    }

    @Test
    void a_builder_that_does_not_exist_is_said_with_the_cure() throws Exception {
        refuses(
                List.of("--builder", "nobody"),
                "there is no builder 'nobody'. Run 'buildx ls' for those that there are, or make one with: buildx create"
                        + " --name nobody");
    }

    @Test
    void a_builder_that_refuses_the_connection_is_said_with_the_cure() throws Exception {
        create("deaf", "tcp://127.0.0.1:1");

        refuses(
                List.of("--builder", "deaf"),
                "builder 'deaf' does not answer at tcp://127.0.0.1:1. See that a buildkitd listens there and lets this"
                        + " machine in, or choose another --builder");
    }

    @Test
    void a_platform_that_the_builder_cannot_build_is_said_with_the_cure() throws Exception {
        Result result = runner.run("small", List.of("--builder", BUILDER, "--platform", "plan9/mips"), "build", "left");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.output())
                .startsWith("runner: builder 'real' cannot build for plan9/mips: it builds for linux/amd64, ")
                .endsWith(". Choose another --builder, or teach this one with: docker run --privileged --rm"
                        + " tonistiigi/binfmt --install all\n");
    }

    /** Debian's Docker is from before its BuildKit would do. */
    @Test
    void a_daemon_that_is_too_old_is_said_with_the_cure() throws Exception {
        Path plugins = folder.folder("docker/cli-plugins");
        Files.createSymbolicLink(plugins.resolve("docker-buildx"), PROGRAMS.resolve("buildx"));
        try (DockerServer docker = DockerServer.start(folder.path().resolve("daemon"))) {
            RunnerProgram old = new RunnerProgram(
                    folder.path(),
                    Map.of(
                            "DOCKER_HOST", docker.host(),
                            "DOCKER_CONFIG", plugins.getParent().toString(),
                            "PATH", DockerServer.path()));
            Result result = old.run("small", List.of("--engine", "docker"), "build", "left");

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.output())
                    .isEqualTo(
                            "runner: the BuildKit of builder 'default' is too old: v0.8+unknown, and 0.12 is the first"
                                    + " that will do. Update it (Docker has it from 24 on), or choose another --builder\n");
        }
    }

    @Test
    void auto_is_the_embedded_engine_where_no_docker_answers() throws Exception {
        Path store = folder.path().resolve("embedded-store");

        Result result = runner.run("small", List.of("--engine", "auto"), "build", "left", "--store", store.toString());

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(store).isNotEmptyDirectory();
    }

    @Test
    void auto_is_the_builder_that_somebody_has_chosen() throws Exception {
        Path store = folder.path().resolve("unused-store");
        String buildx = PROGRAMS.resolve("buildx").toString();
        assertThat(runner.call(buildx, "use", BUILDER).exitCode()).isZero();

        Result result = runner.run("small", List.of("--engine", "auto"), "build", "left", "--store", store.toString());
        assertThat(runner.call(buildx, "use", "default").exitCode()).isZero();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(store).doesNotExist();
    }

    private void refuses(List<String> engine, String message) throws Exception {
        Result result = runner.run("small", engine, "push", "left", "--repo", registry.host() + "/refused");

        assertThat(result.output()).isEqualTo("runner: " + message + "\n");
        assertThat(result.exitCode()).isEqualTo(3);
    }
}
