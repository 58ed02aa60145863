package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.testing.RegistryContent;
import dev.slipway.runner.testing.RegistryServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told of images in a real registry. */
@Timeout(120)
class InspectIT {
    @TempDir
    Path folder;

    private final CalledRunner runner = new CalledRunner();
    private RegistryServer server;
    private String repository;
    private RegistryContent content;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        server = RegistryServer.start(folder.resolve("server"));
        repository = server.host() + "/citus";
        content = new RegistryContent(repository + "/extbuilder");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_image_is_shown_by_its_name() throws Exception {
        String digest = content.image("other", "amd64");

        assertThat(runner.run("inspect", repository + "/extbuilder:other")).isZero();
        assertThat(runner.out()).isEqualTo("""
                %s/extbuilder:other
                  platform    linux/amd64
                  digest      %s
                  created     2026-11-23T09:05:59Z
                  layers      1, 17B compressed
                  base        debian:bookworm
                  label       purpose=test
                  annotation  org.opencontainers.image.base.name=debian:bookworm
                """.formatted(repository, digest));
    }

    @Test
    void images_of_the_catalogue_are_shown_and_what_is_missing_is_named() throws Exception {
        content.image("16.13-dev1", "amd64");
        content.index("17.9-dev1", "amd64", "arm64");
        content.image("16.13", "amd64");

        assertThat(runner.run("inspect", "extbuilder", "--repo", repository, "--tag-suffix=-dev1"))
                .isZero();
        assertThat(runner.lines().stream().filter(line -> !line.startsWith(" ")))
                .containsExactly(repository + "/extbuilder:16.13-dev1", "", repository + "/extbuilder:17.9-dev1");
        assertThat(runner.run("inspect", "extbuilder", "--repo", repository)).isEqualTo(1);
        assertThat(runner.out()).startsWith(repository + "/extbuilder:16.13\n");
        assertThat(runner.err()).isEqualTo("runner: there is no " + repository + "/extbuilder:17.9\n");
    }

    @Test
    void an_index_is_shown_with_all_its_platforms_as_json() throws Exception {
        String index = content.index("17.9", "amd64", "arm64");

        assertThat(runner.run("inspect", "extbuilder:17", "--json", "--repo", repository))
                .isZero();
        JsonNode document = new ObjectMapper().readTree(runner.out()).get(0);
        assertThat(document.get("reference").asText()).isEqualTo(repository + "/extbuilder:17.9");
        assertThat(document.get("digest").asText()).isEqualTo(index);
        assertThat(document.get("index").asBoolean()).isTrue();
        assertThat(document.get("images").findValuesAsText("platform")).containsExactly("linux/amd64", "linux/arm64");
        JsonNode image = document.get("images").get(1);
        assertThat(content.text(image.get("digest").asText())).contains("\"layers\"");
        assertThat(image.get("size").asInt()).isEqualTo(17);
        assertThat(image.get("base").asText()).isEqualTo("debian:bookworm");
        assertThat(image.get("labels").toString()).isEqualTo("{\"purpose\":\"test\"}");
    }

    @Test
    void what_is_no_name_is_refused() {
        assertThat(runner.run("inspect", "citus/Extbuilder")).isEqualTo(2);
        assertThat(runner.err())
                .isEqualTo("runner: 'citus/Extbuilder': repositories are lower case: write 'extbuilder' for"
                        + " 'Extbuilder'\n");
        assertThat(runner.run("inspect", "extbuildr")).isEqualTo(2);
        assertThat(runner.err()).isEqualTo("runner: there is no image 'extbuildr'. Did you mean 'extbuilder'?\n");
    }

    @Test
    void a_registry_that_is_not_there_is_told() {
        server.close();

        assertThat(runner.run("inspect", "extbuilder:17", "--repo", repository)).isEqualTo(3);
        assertThat(runner.err())
                .isEqualTo(
                        "runner: Cannot pull " + repository + "/extbuilder:17.9: " + server.host()
                                + " does not answer (connection refused). Check its name and port, the network and the proxy.\n");
    }
}
