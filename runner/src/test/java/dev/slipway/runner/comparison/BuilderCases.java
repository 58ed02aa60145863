package dev.slipway.runner.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.model.Family;
import dev.slipway.runner.comparison.RunnerProgram.Result;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on every builder, whatever its driver: the runner makes, tells and refuses what it does without one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BuilderCases {
    static final List<String> EMBEDDED = List.of("--engine", "embedded");

    final TestFolder folder;
    RegistryServer registry;

    BuilderCases() throws IOException {
        folder = TestFolder.create();
    }

    /** One that finds the builder. */
    abstract RunnerProgram runner();

    /** Options that choose the builder. */
    abstract List<String> engine();

    /** What both engines have to agree on. */
    Listing comparable(Listing listing) {
        return listing;
    }

    @BeforeAll
    void prepare() throws IOException, InterruptedException {
        assumeTrue(DockerServer.isRoot(), "only root may start a daemon that builds");
        registry = RegistryServer.start(folder.folder("registry"));
        write("small", SmallFamily.family());
        write("step", FailingFamily.step());
        write("check", FailingFamily.check());
    }

    @AfterAll
    void clear() throws IOException {
        if (registry != null) {
            registry.close();
        }
        folder.close();
    }

    final void write(String catalog, Family family) throws IOException {
        CatalogFolder.write(folder.folder(catalog), family);
    }

    @Test
    void both_engines_push_the_same_files() throws Exception {
        for (List<String> engine : List.of(engine(), EMBEDDED)) {
            succeeds(engine, "push", "right", "--repo", repository(engine));
        }

        Comparison comparison = Comparison.of(pushed(engine(), "right"), pushed(EMBEDDED, "right"));
        assertThat(comparison.differences().keySet())
                .as("BuildKit leaves the places of mounts behind in what was empty: %s", comparison)
                .containsExactly("/dev", "/proc", "/sys");
    }

    final String repository(List<String> engine) {
        return registry.host() + "/" + path(engine);
    }

    final Listing pushed(List<String> engine, String image) throws IOException {
        return comparable(Listing.of(registry.host(), path(engine) + "/" + image, "1"));
    }

    private static String path(List<String> engine) {
        return engine.get(engine.size() - 1);
    }

    @Test
    void a_second_build_finds_all_in_the_cache() throws Exception {
        succeeds(engine(), "build", "left");

        assertThat(succeeds(engine(), "build", "left").output()).contains("[left] cached\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"step", "check"})
    void a_failure_is_told_as_the_embedded_engine_tells_it(String catalog) throws Exception {
        Path token = Files.writeString(folder.path().resolve("token"), "s3cr3t");
        List<Result> results = new ArrayList<>();
        for (List<String> engine : List.of(engine(), EMBEDDED)) {
            List<String> options = new ArrayList<>(engine);
            if (catalog.equals("step")) {
                options.addAll(List.of("--secret", "id=token,src=" + token));
            }
            results.add(runner().run(catalog, options, "build", "top"));
        }

        assertThat(results).extracting(Result::exitCode).containsExactly(1, 1);
        assertThat(results.get(0).failure())
                .startsWith("failed: ")
                .isEqualTo(results.get(1).failure());
    }

    @Test
    void nothing_is_pushed_where_a_check_fails() throws Exception {
        Result result = runner().run("check", engine(), "push", "top", "--repo", registry.host() + "/unpushed");

        assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
        assertThat(registry.imageTags("unpushed/top")).isEmpty();
    }

    final Result succeeds(List<String> engine, String... arguments) throws Exception {
        Result result = runner().run("small", engine, arguments);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result;
    }
}
