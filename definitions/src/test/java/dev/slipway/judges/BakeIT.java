package dev.slipway.judges;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code buildx bake --print} makes of the definitions' Bake file, by what graph.json says. */
@Tag("judges")
class BakeIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path IMAGES = Path.of("target/images");

    @TempDir
    Path folder;

    @Test
    @DisplayName("There is a target for each published image, with its name, its context and its release")
    void targets() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> releases = new TreeMap<>();
        for (JsonNode node :
                JSON.readTree(IMAGES.resolve("graph.json").toFile()).get("nodes")) {
            if (node.get("published").asBoolean()) {
                String image = node.get("image").asText();
                String name = "ghcr.io/org/" + image + ":" + node.get("tag").asText() + "-dev1";
                expected.put(name, image + "/Dockerfile#" + image);
                node.get("variant")
                        .properties()
                        .forEach(release -> releases.put(
                                name,
                                release.getKey() + "=" + release.getValue().asText()));
            }
        }

        Map<String, String> printed = new TreeMap<>();
        Map<String, String> printedReleases = new TreeMap<>();
        for (JsonNode target : print(Map.of("DOCKER_REPO", "ghcr.io/org", "TAG_SUFFIX", "-dev1"))) {
            assertThat(target.get("tags")).hasSize(1);
            String name = target.get("tags").get(0).asText();
            printed.put(
                    name,
                    target.get("context").asText() + "/"
                            + target.get("dockerfile").asText() + "#"
                            + target.get("target").asText());
            if (releases.containsKey(name)) {
                printedReleases.put(name, "pg=" + target.get("args").get("PG").asText());
            }
        }
        assertThat(printed).isNotEmpty().isEqualTo(expected);
        assertThat(printedReleases).isNotEmpty().isEqualTo(releases);
    }

    @Test
    @DisplayName("Each source can be another one")
    void sources() throws Exception {
        List<String> mirrors = List.of("CITUS", "PGDG", "PGDG_ARCHIVE", "POSTGRES_SOURCE", "PYPI", "RUSTUP");
        Map<String, String> variables = new TreeMap<>();
        mirrors.forEach(mirror -> variables.put(mirror, "https://mirror.example/" + mirror));

        int given = 0;
        for (JsonNode target : print(variables)) {
            for (String mirror : mirrors) {
                JsonNode argument = target.path("args").path(mirror);
                if (!argument.isMissingNode()) {
                    assertThat(argument.asText()).isEqualTo("https://mirror.example/" + mirror);
                    given++;
                }
            }
        }
        assertThat(given).isGreaterThanOrEqualTo(mirrors.size());
    }

    private JsonNode print(Map<String, String> variables) throws IOException, InterruptedException {
        Command bake = Command.of(Judges.make().program("buildx"), "bake", "--print", "--progress=quiet")
                .with("BUILDX_CONFIG", folder)
                .in(IMAGES);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            bake = bake.with(variable.getKey(), variable.getValue());
        }
        return JSON.readTree(bake.output()).get("target");
    }
}
