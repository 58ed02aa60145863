package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.SmallFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said where Docker or buildx is missing or too old, before anything is done. Programs stand in for old ones. */
class BuildxUnavailableIT {
    private static final Path RUNNER = Path.of("bin/runner").toAbsolutePath();

    private TestFolder folder;
    private Path programs;

    @BeforeEach
    void link() throws IOException {
        folder = TestFolder.create();
        CatalogFolder.write(folder.path().resolve("catalog"), SmallFamily.family());
        programs = folder.folder("programs");
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
    }

    @AfterEach
    void clear() throws IOException {
        folder.close();
    }

    @Test
    void no_docker_program() throws Exception {
        refuses("there is no docker program. Install it with: apt-get install docker.io docker-buildx");
    }

    @Test
    void no_buildx() throws Exception {
        program("docker", """
                [ "$1" = --version ] && exec echo Docker version 20.10.24
                echo "docker: 'buildx' is not a docker command." >&2
                exit 1
                """);

        refuses("docker has no buildx. Install it with: apt-get install docker-buildx (from Debian 13 on), or as"
                + " docs.docker.com/go/buildx says");
    }

    @Test
    void a_buildx_that_is_too_old() throws Exception {
        program("docker", "echo github.com/docker/buildx v0.12.1 30feaa1");

        refuses("buildx 0.12.1 is too old: 0.13 is the first that tells its progress as JSON. Install a newer one, as"
                + " docs.docker.com/go/buildx says");
    }

    /** The version is as Debian's buildx has it. */
    @Test
    void no_daemon() throws Exception {
        program("docker", """
                [ "$2" = version ] && exec echo github.com/docker/buildx 0.13.1+ds1 0.13.1+ds1-3
                echo "Name:   default"
                echo "Driver: docker"
                echo "Error:  Cannot connect to the Docker daemon at unix:///nobody.sock"
                """);

        refuses(
                "docker finds no daemon: Cannot connect to the Docker daemon at unix:///nobody.sock. Start one, or name one"
                        + " with DOCKER_HOST or 'docker context use'");
    }

    @Test
    void a_build_that_is_to_be_repeated() throws Exception {
        program("docker", """
                [ "$2" = version ] && exec echo github.com/docker/buildx 0.13.1+ds1 0.13.1+ds1-3
                echo "Name:   default"
                echo "Driver: docker"
                echo "Status: running"
                echo "BuildKit version: v0.13.2"
                """);

        refuses(
                "builder 'default' cannot tell whether steps make the same files each time. Leave out"
                        + " --check-reproducible, or use --engine embedded",
                "build",
                "left",
                "--engine",
                "docker",
                "--check-reproducible");
    }

    private void program(String name, String lines) throws IOException {
        Path program = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + lines);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private void refuses(String message) throws Exception {
        refuses(message, "push", "left", "--engine", "docker", "--repo", "127.0.0.1:1/test");
    }

    private void refuses(String message, String... arguments) throws Exception {
        List<String> line = Stream.concat(Stream.of(RUNNER.toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("SLIPWAY_CATALOG_PATH", folder.path() + "/catalog");
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).isEqualTo("runner: " + message + "\n");
        assertThat(process.waitFor()).isEqualTo(3);
    }
}
