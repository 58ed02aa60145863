package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.RegistryServer;
import dev.slipway.runner.testing.SmallFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the runner saves is what it pushes, as skopeo reads it. */
class SaveIT {
    private static final Path RUNNER = Path.of("bin/runner").toAbsolutePath();

    private TestFolder folder;
    private RegistryServer registry;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
        folder = TestFolder.create();
        CatalogFolder.write(folder.path().resolve("catalog"), SmallFamily.family());
        registry = RegistryServer.start(folder.path().resolve("registry"));
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
        folder.close();
    }

    @ParameterizedTest
    @CsvSource({"oci-archive, oci-archive", "oci-dir, oci"})
    void a_layout_has_the_images_that_are_pushed(String format, String transport) throws Exception {
        run("push", "left", "right");
        run("save", "left", "right", "--format", format, "--output", path("saved"));

        for (String image : List.of("left", "right")) {
            assertThat(digest(transport + ":" + path("saved") + ":" + name(image)))
                    .isEqualTo(digest("docker://" + name(image)));
        }
    }

    @Test
    void an_archive_for_docker_has_the_same_configuration_and_layers() throws Exception {
        run("push", "left", "right");
        run("save", "left", "right", "--format", "docker-archive", "--output", path("saved"));

        for (String image : List.of("left", "right")) {
            assertThat(configuration("docker-archive:" + path("saved") + ":" + name(image)))
                    .isEqualTo(configuration("docker://" + name(image)));
            skopeo("copy", "docker-archive:" + path("saved") + ":" + name(image), "dir:" + path(image));
        }
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(RUNNER.toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--repo", registry.host() + "/citus", "--release", "--store", path("store")));
        if (arguments[0].equals("push")) {
            line.add("--allow-dirty");
        }
        call(line, Map.of("SLIPWAY_CATALOG_PATH", path("catalog")));
    }

    private String digest(String image) throws IOException, InterruptedException {
        return skopeo("inspect", "--tls-verify=false", "--format", "{{.Digest}}", image);
    }

    private JsonNode configuration(String image) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(skopeo("inspect", "--tls-verify=false", "--config", "--raw", image));
    }

    private static String skopeo(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("skopeo"));
        line.addAll(List.of(arguments));
        return call(line, Map.of());
    }

    private static String call(List<String> line, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", line, output).isZero();
        return output.strip();
    }

    private String name(String image) {
        return registry.host() + "/citus/" + image + ":1";
    }

    private String path(String name) {
        return folder.path().resolve(name).toString();
    }
}
