package dev.slipway.runner.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.comparison.RunnerProgram.Result;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.store.Store;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.DockerServer;
import dev.slipway.runner.testing.LayeredFamily;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The runner on the Docker Engine of Debian 13: it makes and tells what the embedded engine does, and leaves nothing. */
class DockerIT extends BuilderCases {
    private static final List<String> DOCKER = List.of("--engine", "docker");
    private static final ObjectMapper JSON = new ObjectMapper();

    private DockerServer docker;
    private RunnerProgram runner;

    DockerIT() throws IOException {}

    @Override
    RunnerProgram runner() {
        return runner;
    }

    @Override
    List<String> engine() {
        return DOCKER;
    }

    /** What Docker pushes has the times at which its files were made. */
    @Override
    Listing comparable(Listing listing) {
        return listing.withoutTimes();
    }

    @BeforeAll
    void start() throws IOException, InterruptedException {
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
    }

    @AfterAll
    void stop() throws IOException {
        if (docker != null) {
            docker.close();
        }
    }

    @AfterEach
    void leaves_nothing_behind() throws Exception {
        if (docker != null) {
            assertThat(docker.call("ps", "--all", "--quiet")).as("containers").isEmpty();
            assertThat(docker.call("images", "--all", "--quiet")).as("images").isEmpty();
        }
    }

    @Test
    void a_setting_that_nobody_reads_any_more_differs_as_well() throws Exception {
        for (List<String> engine : List.of(DOCKER, EMBEDDED)) {
            succeeds(engine, "push", "left", "--repo", repository(engine));
        }

        assertThat(Comparison.of(pushed(DOCKER, "left"), pushed(EMBEDDED, "left"))
                        .differences()
                        .keySet())
                .containsExactly("/dev", "/proc", "/sys", "config.ArgsEscaped");
    }

    @Test
    void what_is_unchanged_is_not_built_and_what_changed_stands_on_it() throws Exception {
        LayeredFamily family = new LayeredFamily(registry.host() + "/bases/system:1", "one", "one");
        CatalogFolder.write(folder.folder("system"), LayeredFamily.system("1"));
        CatalogFolder.write(folder.folder("layered"), family.family());
        Result base = runner.run("system", EMBEDDED, "push", "system", "--repo", registry.host() + "/bases");
        assertThat(base.exitCode()).as(base.output()).isZero();

        Map<String, JsonNode> first = pushLayered();
        Store.delete(folder.path().resolve("layered"));
        CatalogFolder.write(folder.folder("layered"), family.upper("two").family());
        Map<String, JsonNode> second = pushLayered();
        Map<String, JsonNode> third = pushLayered();
        Map<String, JsonNode> fresh = pushLayered("--fresh");

        assertThat(states(first)).isEqualTo(Map.of("lower", "published", "upper", "published"));
        assertThat(states(second)).isEqualTo(Map.of("lower", "unchanged", "upper", "published"));
        assertThat(states(third)).isEqualTo(Map.of("lower", "unchanged", "upper", "unchanged"));
        assertThat(states(fresh)).isEqualTo(states(first));
        assertThat(digest(second, "lower")).isEqualTo(digest(first, "lower"));
        assertThat(digest(third, "upper")).isEqualTo(digest(second, "upper"));
        assertThat(digest(fresh, "lower")).isNotEqualTo(digest(first, "lower"));
    }

    /** What became of each image. */
    private Map<String, JsonNode> pushLayered(String... options) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(DOCKER);
        line.addAll(List.of("--progress", "json"));
        line.addAll(List.of(options));
        Result result = runner.run("layered", line, "push", "lower", "upper", "--repo", registry.host() + "/layered");
        assertThat(result.exitCode()).as(result.output()).isZero();
        Map<String, JsonNode> images = new TreeMap<>();
        String last = result.output().lines().reduce((one, other) -> other).orElseThrow();
        JSON.readTree(last)
                .path("images")
                .forEach(image -> images.put(image.path("node").asText(), image));
        return images;
    }

    private static Map<String, String> states(Map<String, JsonNode> images) {
        Map<String, String> states = new TreeMap<>();
        images.forEach((node, image) -> states.put(node, image.path("state").asText()));
        return states;
    }

    private static String digest(Map<String, JsonNode> images, String node) {
        return Optional.ofNullable(images.get(node))
                .orElseThrow()
                .path("digest")
                .asText();
    }

    @Test
    void a_cache_that_docker_itself_cannot_keep_is_said_with_the_cure() throws Exception {
        Result result = runner.run(
                "small", List.of("--engine", "docker", "--cache-repo", registry.host() + "/cache"), "build", "left");

        assertThat(result.output())
                .isEqualTo("runner: builder 'default' is Docker's own, which keeps no cache in registries. Leave out"
                        + " --cache-repo, or make another builder with: docker buildx create --name cached\n");
        assertThat(result.exitCode()).isEqualTo(3);
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

    @Test
    void auto_is_docker_where_it_answers() throws Exception {
        Path store = folder.path().resolve("unused-store");

        Result result = runner.run("small", List.of("--engine", "auto"), "build", "left", "--store", store.toString());

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(store).doesNotExist();
    }
}
