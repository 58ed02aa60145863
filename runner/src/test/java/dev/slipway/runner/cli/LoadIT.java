package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.DockerServer;
import dev.slipway.runner.testing.FailingFamily;
import dev.slipway.runner.testing.SmallFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the runner loads into a real Docker Engine is what it saves. */
class LoadIT {
    private static final Path RUNNER = Path.of("bin/runner").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

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
    void docker_has_the_images_and_runs_them() throws Exception {
        assumeTrue(DockerServer.isHere(), "only root starts a Docker daemon, where there is one");
        CatalogFolder.write(folder.path().resolve("catalog"), SmallFamily.family());
        String archive = folder.path() + "/saved.tar";

        try (DockerServer docker = DockerServer.start(folder.path().resolve("docker"))) {
            Result loaded = run(docker.host(), "load", "left", "right");
            assertThat(loaded.exitCode()).as(loaded.output()).isZero();
            assertThat(loaded.output()).contains("loaded test/left:1, test/right:1 into Docker in ");
            assertThat(run(docker.host(), "save", "left", "right", "--format", "docker-archive", "-o", archive)
                            .exitCode())
                    .isZero();

            for (String image : List.of("left", "right")) {
                JsonNode saved = JSON.readTree(call(List.of(
                                "skopeo",
                                "inspect",
                                "--config",
                                "--raw",
                                "docker-archive:" + archive + ":test/" + image + ":1"))
                        .output());
                JsonNode inspected = JSON.readTree(docker.call("image", "inspect", "test/" + image + ":1"))
                        .get(0);
                assertThat(inspected.at("/RootFS/Layers")).isEqualTo(saved.at("/rootfs/diff_ids"));
                assertThat(inspected.at("/Config/Env")).containsExactlyElementsOf(saved.at("/config/Env"));
                assertThat(inspected.at("/Config/Cmd")).containsExactlyElementsOf(saved.at("/config/Cmd"));
                assertThat(inspected.at("/Config/WorkingDir").asText())
                        .isEqualTo(saved.at("/config/WorkingDir").asText());
                assertThat(docker.call("run", "--rm", "--network", "none", "test/" + image + ":1", "cat", "/opt/side"))
                        .isEqualTo(image + "\n");
            }
        }
    }

    @Test
    void nothing_is_loaded_where_an_image_fails() throws Exception {
        assumeTrue(DockerServer.isHere(), "only root starts a Docker daemon, where there is one");
        CatalogFolder.write(folder.path().resolve("catalog"), FailingFamily.check());

        try (DockerServer docker = DockerServer.start(folder.path().resolve("docker"))) {
            assertThat(run(docker.host(), "load", "failing", "top").exitCode()).isEqualTo(1);
            assertThat(docker.call("images", "--quiet")).isEmpty();
        }
    }

    @Test
    void a_daemon_that_is_not_there_is_said_before_anything_is_built() throws Exception {
        assumeTrue(DockerServer.isHere(), "there is a docker program");
        CatalogFolder.write(folder.path().resolve("catalog"), SmallFamily.family());

        Result result = run("unix://" + folder.path() + "/nobody.sock", "load", "left");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.output())
                .startsWith("runner: docker finds no daemon: ")
                .endsWith(". Start one, or name one with DOCKER_HOST or 'docker context use'\n");
    }

    @Test
    void a_docker_program_that_is_not_there_is_said_with_the_cure() throws Exception {
        CatalogFolder.write(folder.path().resolve("catalog"), SmallFamily.family());

        Result result = call(
                List.of(RUNNER.toString(), "load", "left", "--store", folder.path() + "/store"),
                "",
                programsButDocker());

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.output())
                .isEqualTo("runner: there is no docker program. Install it with: apt-get install docker.io\n");
    }

    private String programsButDocker() throws IOException {
        Path programs = Files.createDirectory(folder.path().resolve("programs"));
        for (String place : List.of("/usr/sbin", "/usr/bin")) {
            try (Stream<Path> all = Files.list(Path.of(place))) {
                for (Path program : all.filter(each -> !each.endsWith("docker")).toList()) {
                    Path link = programs.resolve(program.getFileName());
                    if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                        Files.createSymbolicLink(link, program);
                    }
                }
            }
        }
        return programs.toString();
    }

    private record Result(int exitCode, String output) {}

    private Result run(String host, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(RUNNER.toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--repo", "test", "--release", "--store", folder.path() + "/store"));
        return call(line, host, DockerServer.path());
    }

    private Result call(List<String> line) throws IOException, InterruptedException {
        return call(line, "", DockerServer.path());
    }

    private Result call(List<String> line, String host, String path) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("SLIPWAY_CATALOG_PATH", folder.path() + "/catalog");
        builder.environment().put("PATH", path);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("DOCKER_HOST", host);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
