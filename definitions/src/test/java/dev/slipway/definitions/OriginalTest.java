package dev.slipway.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.model.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalTest {
    private static final Path FACTS = Path.of("src/test/resources/dev/slipway/definitions/original");

    private final BuildGraph graph = graph();
    private final Release newest = releases().get(releases().size() - 1);

    OriginalTest() throws IOException {}

    @ParameterizedTest
    @ValueSource(
            strings = {"extbuilder", "exttester", "failtester", "pgupgradetester", "citusupgradetester", "stylechecker"
            })
    @DisplayName("An image has all that the one has that it replaces, but for the differences that are meant")
    void nothing_is_lost(String image) throws IOException {
        List<String> wanted =
                lines(image + ".facts").stream().map(this::ofToday).toList();
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(facts(image));

        assertThat(wanted).hasSizeGreaterThan(30);
        assertThat(missing).containsExactlyInAnyOrderElementsOf(differences(image));
    }

    @Test
    @DisplayName("Each difference is one image's, and has its reason")
    void differences_have_reasons() throws IOException {
        List<String> lines = lines("differences");
        for (int i = 0; i < lines.size(); i += 2) {
            assertThat(lines.get(i)).matches("[a-z]+: [a-z]+ .+");
            assertThat(lines.get(i + 1)).matches(" {4}[A-Z].+[.]");
        }
    }

    private String ofToday(String fact) {
        return fact.replace("{pg}", newest.version())
                .replace("{major}", newest.version().replaceAll("[.~].*", ""))
                .replace("{citus}", String.join(" ", newest.attributes().get("citus")))
                .replace("{releases}", String.join(" ", versions()))
                .replace("{debian}", Debian.RELEASE);
    }

    private List<String> versions() {
        return releases().stream().map(Release::version).toList();
    }

    private List<Release> releases() {
        return graph.family().axes().get(0).releases();
    }

    private static List<String> differences(String image) throws IOException {
        return lines("differences").stream()
                .filter(line -> line.startsWith(image + ": "))
                .map(line -> line.substring(image.length() + 2))
                .toList();
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(FACTS.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private Set<String> facts(String image) throws IOException {
        Node node = graph.nodes().stream()
                .filter(candidate -> candidate.image().equals(image))
                .filter(candidate -> newest.version().equals(candidate.variant().getOrDefault("pg", newest.version())))
                .findFirst()
                .orElseThrow();
        return Facts.of(graph, node);
    }

    private static BuildGraph graph() throws IOException {
        return BuildGraph.of(Graphs.family(new CitusImages().resource("graph.json")));
    }
}
