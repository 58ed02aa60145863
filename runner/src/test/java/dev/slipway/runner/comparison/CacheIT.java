package dev.slipway.runner.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.model.Family;
import dev.slipway.runner.comparison.RunnerProgram.Result;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.DockerServer;
import dev.slipway.runner.testing.RegistryServer;
import dev.slipway.runner.testing.SmallFamily;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Builders that share what steps make through a repository of a registry: real ones, each with a store of its own. */
@Tag("judges")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class CacheIT {
    private static final Path PROGRAMS =
            Path.of("../definitions/target/judges/bin").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();
    /** In the place of runc: a builder with it that runs a command after all says so. */
    private static final String NO_RUNTIME = "--oci-worker-binary=/bin/false";

    private static final String FULL = "full";

    private final TestFolder folder;
    private final RunnerProgram runner;
    private RegistryServer registry;
    private BuildKit full;

    CacheIT() throws IOException {
        folder = TestFolder.create();
        runner = new RunnerProgram(
                folder.path(),
                Map.of(
                        "BUILDX_CONFIG",
                        folder.path() + "/buildx",
                        "PATH",
                        PROGRAMS + ":/usr/sbin:/usr/bin:/sbin:/bin"));
    }

    @BeforeAll
    void start() throws Exception {
        assumeTrue(DockerServer.isRoot(), "only root may start a buildkitd");
        assertThat(PROGRAMS.resolve("buildx"))
                .as("compiled by mvn verify -Pjudges in definitions")
                .exists();
        registry = RegistryServer.start(folder.folder("registry"));
        full = builder(FULL);
        write("small", SmallFamily.family());
        write("changed", SmallFamily.with(SmallFamily.change()));
        write("gate", SmallFamily.with(SmallFamily.gate()));
        write("key", SmallFamily.with(SmallFamily.key()));
    }

    @AfterAll
    void stop() throws IOException {
        if (full != null) {
            full.close();
        }
        if (registry != null) {
            registry.close();
        }
        folder.close();
    }

    private void write(String catalog, Family family) throws IOException {
        CatalogFolder.write(folder.folder(catalog), family);
    }

    private BuildKit builder(String name, String... options) throws Exception {
        BuildKit started = BuildKit.start(PROGRAMS, folder.folder(name), options);
        Result created = runner.call(
                PROGRAMS.resolve("buildx").toString(),
                "create",
                "--name",
                name,
                "--driver",
                "remote",
                started.address());
        assertThat(created.exitCode()).as(created.output()).isZero();
        return started;
    }

    @Test
    void a_builder_that_knows_nothing_takes_all_from_the_repository() throws Exception {
        build("small", FULL, "taken", "left", "right");

        try (BuildKit empty = builder("empty", NO_RUNTIME)) {
            assertThat(empty.address()).isNotEmpty();
            assertThat(events(build("small", "empty", "taken", "left", "right")))
                    .hasSize(18)
                    .allMatch(event -> event.endsWith(" cached"));
            Result pushed = runner.run(
                    "small",
                    List.of("--builder", "empty", "--cache-repo", registry.host() + "/taken"),
                    "push",
                    "left",
                    "--repo",
                    registry.host() + "/pushed");
            assertThat(pushed.exitCode()).as(pushed.output()).isZero();
            assertThat(Listing.of(registry.host(), "pushed/left", "1").lines()).containsKey("/opt/side");
        }
    }

    @Test
    void a_change_runs_what_stands_on_it_and_nothing_else() throws Exception {
        build("small", FULL, "changing", "left");

        try (BuildKit empty = builder("other")) {
            assertThat(empty.address()).isNotEmpty();
            assertThat(events(build("changed", "other", "changing", "left")))
                    .filteredOn(event -> event.endsWith(" ran"))
                    .containsExactlyInAnyOrder(
                            "small 4 ran", "left 1 ran", "left 3 ran", "left 4 ran", "left check ran");
        }
    }

    @Test
    void that_there_is_no_cache_yet_is_nothing_to_tell() throws Exception {
        assertThat(build("small", FULL, "new", "left").output()).doesNotContain("warning");
    }

    @Test
    void a_registry_that_cannot_be_written_to_fails_no_build() throws Exception {
        try (RegistryServer fixed = RegistryServer.start(folder.folder("fixed"), RegistryServer.Option.READ_ONLY)) {
            Result result = runner.run(
                    "small", List.of("--builder", FULL, "--cache-repo", fixed.host() + "/kept"), "build", "left");

            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(warnings(result.output()))
                    .singleElement()
                    .asString()
                    .startsWith("warning: the cache " + fixed.host() + "/kept cannot be written to: ")
                    .endsWith(". The build goes on without it");
        }
    }

    /** The step waits for a file that another build makes when the registry is gone. */
    @Test
    void a_registry_that_goes_away_in_the_middle_fails_no_build() throws Exception {
        RegistryServer mortal = RegistryServer.start(folder.folder("mortal"));
        Process process = runner.start(
                "gate", List.of("--builder", FULL, "--cache-repo", mortal.host() + "/lost"), "build", "left");
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = "";
        while (line != null && !line.contains("RUN until [ -e /gate/open ]")) {
            line = output.readLine();
        }
        assertThat(line).isNotNull();

        mortal.close();
        runner.run("key", List.of("--builder", FULL), "build", "left");

        List<String> rest = output.lines().toList();
        assertThat(process.waitFor()).as("%s", rest).isZero();
        assertThat(warnings(String.join("\n", rest)))
                .anyMatch(warning ->
                        warning.startsWith("warning: the cache " + mortal.host() + "/lost cannot be written to: "));
    }

    private static List<String> warnings(String output) {
        return output.lines()
                .filter(line -> line.contains("| warning: "))
                .map(line -> line.replaceFirst(".*[|] ", ""))
                .toList();
    }

    private Result build(String catalog, String builder, String cache, String... images) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("build"));
        arguments.addAll(List.of(images));
        Result result = runner.run(
                catalog,
                List.of("--builder", builder, "--cache-repo", registry.host() + "/" + cache, "--progress", "json"),
                arguments.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result;
    }

    /** Each step and check, and whether it was done. */
    private static List<String> events(Result result) throws IOException {
        List<String> events = new ArrayList<>();
        for (String line : result.output().lines().toList()) {
            JsonNode event = JSON.readTree(line);
            String what = event.path("node").asText() + " "
                    + (event.path("event").asText().equals("checkPassed")
                            ? "check"
                            : event.path("index").asText());
            switch (event.path("event").asText()) {
                case "operationFinished", "checkPassed" ->
                    events.add(what + (event.path("cached").asBoolean() ? " cached" : " ran"));
                default -> {}
            }
        }
        return events;
    }
}
