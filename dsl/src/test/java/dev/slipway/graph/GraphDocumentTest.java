package dev.slipway.graph;

import static dev.slipway.graph.Families.apt;
import static dev.slipway.graph.Families.debian;
import static dev.slipway.graph.Families.family;
import static dev.slipway.graph.Families.file;
import static dev.slipway.graph.Families.ofImage;
import static dev.slipway.graph.Families.script;
import static dev.slipway.graph.Families.single;
import static dev.slipway.graph.Families.varying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.slipway.model.Base;
import dev.slipway.model.BindMount;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Family;
import dev.slipway.model.Network;
import dev.slipway.model.Patience;
import dev.slipway.model.Program;
import dev.slipway.model.SecretMount;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.model.TmpfsMount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GraphDocumentTest {
    private static final Family FAMILY = family(
            List.of(file("install.sh", "aa")),
            single("base", debian(), apt("gdb", "lib{pg.all.major}")),
            varying(
                    "tester",
                    ofImage("base"),
                    script("install.sh"),
                    new Step.Run(
                            new Program.Inline(Text.parse("a {{b} ${C} {pg}")),
                            new TreeMap<>(Map.of("X", Text.parse("{pg}"))),
                            Network.NONE,
                            List.of(new CacheMount("/cache", CacheMount.Sharing.LOCKED)),
                            List.of(new SecretMount("id", "/run/secrets/id")),
                            List.of(new TmpfsMount(Text.parse("/memory/{pg}"), 4096)),
                            List.of(
                                    new BindMount.Context("install.sh", Text.literal("/mnt/install"), true),
                                    new BindMount.Image(
                                            ofImage("base"), Text.parse("/opt/{pg}"), Text.literal("/mnt/a"), false),
                                    new BindMount.Image(
                                            new Base.External(Text.parse("tool:{pg}")),
                                            Text.literal("/"),
                                            Text.literal("/mnt/b"),
                                            false)),
                            List.of(),
                            "me",
                            new Patience(90, 2),
                            List.of(Families.origin(1)))));

    @Test
    void what_is_written_is_read_as_the_same_family() {
        assertThat(GraphDocument.read(written())).isEqualTo(FAMILY);
    }

    @Test
    void nodes_and_edges_are_there_for_readers_that_only_look() {
        assertThat(written()).containsOnlyKeys("version", "family", "nodes", "edges");
        assertThat(written().get("edges"))
                .asInstanceOf(LIST)
                .contains(Map.of("from", "base", "to", "tester:17.9"))
                .hasSize(3);
    }

    @Test
    void a_newer_document_asks_for_a_newer_runner() {
        assertThatThrownBy(() -> GraphDocument.read(with("version", 2)))
                .hasMessageContaining("of version 2")
                .hasMessageContaining("update the runner");
    }

    @Test
    void what_does_not_fit_names_its_place() {
        assertThatThrownBy(() -> GraphDocument.read(Map.of())).hasMessageContaining("no 'version'");
        assertThatThrownBy(() -> GraphDocument.read(Map.of("version", 1))).hasMessageContaining("no 'family'");
        assertThatThrownBy(() -> GraphDocument.read(with("family", Map.of("repository", "x"))))
                .hasMessage("family: 'sources' is missing");
        assertThatThrownBy(() -> GraphDocument.read(with("family", Map.of("repository", 1))))
                .hasMessageContaining("family.repository: expected string");
    }

    private static Map<String, Object> written() {
        return GraphDocument.write(BuildGraph.of(FAMILY));
    }

    private static Map<String, Object> with(String key, Object value) {
        Map<String, Object> document = new LinkedHashMap<>(written());
        document.put(key, value);
        return document;
    }
}
