package dev.slipway.runner.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.comparison.RunnerProgram.Result;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.testing.DockerServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runner on a BuildKit in a container, which the Docker Engine of Debian 13 runs: driver {@code docker-container}. */
@Tag("judges")
@Timeout(240)
class ContainerIT extends BuilderCases {
    private static final Path PROGRAMS =
            Path.of("../definitions/target/judges/bin").toAbsolutePath();
    private static final String BUILDER = "contained";
    private static final String IMAGE = "slipway/buildkit:test";

    private DockerServer docker;
    private RunnerProgram runner;

    ContainerIT() throws IOException {}

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
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
        docker = DockerServer.startNewer(folder.folder("machine"));
        runner = new RunnerProgram(
                folder.path(),
                Map.of(
                        "DOCKER_HOST",
                        docker.host(),
                        "DOCKER_CONFIG",
                        folder.folder("config").toString(),
                        "PATH",
                        folder.path() + "/machine/bin:" + System.getenv("PATH")));
        String archive = folder.path() + "/machine/buildkit.tar";
        writeImage(archive);
        docker.call("import", "--change", "ENTRYPOINT [\"buildkitd\"]", archive, IMAGE);
        succeeds(
                folder.path() + "/machine/bin/docker",
                "buildx",
                "create",
                "--name=" + BUILDER,
                "--driver=docker-container",
                "--driver-opt=image=" + IMAGE + ",network=host",
                "--buildkitd-flags=--oci-worker-net=host");
    }

    /** What BuildKit needs in a container: itself and a runtime. */
    private void writeImage(String archive) throws Exception {
        succeeds("sh", "-euc", """
                tree=$2.tree
                mkdir -p "$tree/usr/bin" "$tree/tmp"
                runtime=$(command -v runc)
                cp "$1/buildkitd" "$1/buildctl" "$runtime" "$tree/usr/bin"
                ldd "$runtime" | grep -o '/[^ ]*' | while read -r library; do
                    install -D "$library" "$tree$library"
                done
                tar --create --file="$2" --directory="$tree" .
                """, "sh", PROGRAMS.toString(), archive);
    }

    private void succeeds(String... line) throws Exception {
        Result result = runner.call(line);
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @AfterAll
    void stop() {
        if (docker != null) {
            docker.close();
        }
    }

    /** It is the runner that starts it. */
    @Test
    void what_is_built_stays_in_the_container() throws Exception {
        succeeds(engine(), "build", "left", "right");

        assertThat(docker.call("ps", "--format", "{{.Names}}")).isEqualTo("buildx_buildkit_" + BUILDER + "0\n");
        assertThat(docker.call("images", "--format", "{{.Repository}}:{{.Tag}}"))
                .isEqualTo(IMAGE + "\n");
    }
}
