package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.catalog.Catalog;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What bin/runner lists of the real definitions: for programs, and so the same as the generated class says. */
class ListIT {
    @Test
    void json_has_an_object_for_each_image_and_variant() throws IOException, InterruptedException {
        List<String> images = new ArrayList<>();
        ServiceLoader.load(Catalog.class)
                .forEach(catalog -> catalog.images().forEach(image -> images.addAll(image.references())));

        JsonNode list = run("bin/runner", "list", "--json", "--release");

        assertThat(list.isArray()).isTrue();
        List<String> references = new ArrayList<>();
        for (JsonNode image : list) {
            assertThat(image.fieldNames())
                    .toIterable()
                    .containsExactly("image", "variant", "tag", "reference", "description", "digest");
            references.add(image.get("reference").asText());
        }
        assertThat(references).isNotEmpty().containsExactlyInAnyOrderElementsOf(images);
    }

    @Test
    void a_profile_changes_the_list() throws IOException, InterruptedException {
        JsonNode list = run("bin/runner", "list", "--json", "--release", "--profile", "debian");

        assertThat(list).hasSize(1);
        assertThat(list.get(0).get("image").asText()).isEqualTo("extbuilder");
    }

    private static JsonNode run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("DOCKER_REPO");
        Process process = builder.start();
        try (InputStream output = process.getInputStream()) {
            JsonNode document = new ObjectMapper().readTree(output);
            assertThat(process.waitFor()).isZero();
            return document;
        }
    }
}
