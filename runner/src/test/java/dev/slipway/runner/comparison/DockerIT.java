package dev.slipway.runner.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.comparison.RunnerProgram.Result;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.DockerServer;
import dev.slipway.runner.testing.FailingFamily;
import dev.slipway.runner.testing.RegistryServer;
import dev.slipway.runner.testing.SmallFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runner on the Docker Engine of Debian 13: it makes and tells what the embedded engine does, and leaves nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerIT {
    private static final String DOCKER = "docker";
    private static final String EMBEDDED = "embedded";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestFolder folder;
    private RegistryServer registry;
    private DockerServer docker;
    private RunnerProgram runner;

    DockerIT() throws IOException {
        folder = TestFolder.create();
    }

    @BeforeAll
    void start() throws IOException, InterruptedException {
        assumeTrue(DockerServer.isRoot(), "only root may start a Docker daemon");
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
        registry = RegistryServer.start(folder.folder("registry"));
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
        CatalogFolder.write(folder.folder("small"), SmallFamily.family());
        CatalogFolder.write(folder.folder("step"), FailingFamily.step());
        CatalogFolder.write(folder.folder("check"), FailingFamily.check());
    }

    @AfterAll
    void stop() throws IOException {
        if (docker != null) {
            docker.close();
        }
        if (registry != null) {
            registry.close();
        }
        folder.close();
    }

    @AfterEach
    void leaves_nothing_behind() throws Exception {
        if (docker != null) {
            assertThat(docker.call("ps", "--all", "--quiet")).as("containers").isEmpty();
            assertThat(docker.call("images", "--all", "--quiet")).as("images").isEmpty();
        }
    }

    /** What Docker pushes has the times at which its files were made. */
    @Test
    void both_engines_push_the_same_files() throws Exception {
        for (String engine : List.of(DOCKER, EMBEDDED)) {
            succeeds(engine, "push", "left", "right", "--repo", registry.host() + "/" + engine);
        }

        assertThat(difference("left").keySet())
                .as("BuildKit leaves the places of mounts behind in what was empty, and a deprecated setting")
                .containsExactly("/dev", "/proc", "/sys", "config.ArgsEscaped");
        assertThat(difference("right").keySet()).containsExactly("/dev", "/proc", "/sys");
    }

    private SortedMap<String, Comparison.Sides> difference(String image) throws IOException {
        return Comparison.of(pushed(DOCKER, image), pushed(EMBEDDED, image)).differences();
    }

    private Listing pushed(String engine, String image) throws IOException {
        return Listing.of(registry.host(), engine + "/" + image, "1").withoutTimes();
    }

    @Test
    void a_second_build_finds_all_in_the_cache() throws Exception {
        succeeds(DOCKER, "build", "left");

        assertThat(succeeds(DOCKER, "build", "left").output()).contains("[left] cached\n");
    }

    @Test
    void what_is_saved_is_what_is_pushed() throws Exception {
        String archive = folder.path() + "/saved.tar";

        succeeds(DOCKER, "save", "left", "right", "--format", "oci-archive", "--output", archive);
        succeeds(DOCKER, "push", "left", "right", "--repo", registry.host() + "/saved");

        for (String image : List.of("left", "right")) {
            assertThat(inspected("oci-archive:" + archive + ":docker.io/test/" + image + ":1"))
                    .isEqualTo(inspected("docker://" + registry.host() + "/saved/" + image + ":1"));
        }
    }

    private JsonNode inspected(String image) throws Exception {
        Result inspected = runner.call("skopeo", "inspect", "--tls-verify=false", "--config", "--raw", image);
        assertThat(inspected.exitCode()).as(inspected.output()).isZero();
        return JSON.readTree(inspected.output());
    }

    @Test
    void docker_has_the_images_and_runs_them() throws Exception {
        succeeds(DOCKER, "load", "left", "right");

        for (String image : List.of("left", "right")) {
            assertThat(docker.call("run", "--rm", "--network", "none", "test/" + image + ":1", "cat", "/opt/side"))
                    .isEqualTo(image + "\n");
            docker.call("image", "rm", "test/" + image + ":1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"step", "check"})
    void a_failure_is_told_as_the_embedded_engine_tells_it(String catalog) throws Exception {
        Path token = Files.writeString(folder.path().resolve("token"), "s3cr3t");
        List<Result> results = new ArrayList<>();
        for (String engine : List.of(DOCKER, EMBEDDED)) {
            List<String> options = new ArrayList<>(List.of("--engine", engine));
            if (catalog.equals("step")) {
                options.addAll(List.of("--secret", "id=token,src=" + token));
            }
            results.add(runner.run(catalog, options, "build", "top"));
        }

        assertThat(results).extracting(Result::exitCode).containsExactly(1, 1);
        assertThat(results.get(0).failure())
                .startsWith("failed: ")
                .isEqualTo(results.get(1).failure());
    }

    @Test
    void nothing_is_pushed_where_a_check_fails() throws Exception {
        Result result = runner.run(
                "check", List.of("--engine", DOCKER), "push", "top", "--repo", registry.host() + "/unpushed");

        assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
        assertThat(registry.tags("unpushed/top")).isEmpty();
    }

    @Test
    void auto_is_docker_where_it_answers() throws Exception {
        Path store = folder.path().resolve("unused-store");

        Result result = runner.run("small", List.of("--engine", "auto"), "build", "left", "--store", store.toString());

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(store).doesNotExist();
    }

    private Result succeeds(String engine, String... arguments) throws Exception {
        Result result = runner.run("small", List.of("--engine", engine), arguments);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result;
    }
}
