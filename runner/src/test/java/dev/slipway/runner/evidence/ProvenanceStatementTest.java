package dev.slipway.runner.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.model.Origin;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.runner.TestFamily;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProvenanceStatementTest {
    private static final List<Origin> ORIGINS = List.of(new Origin("example.App", "Run", "App.java", 7));
    private static final String CHECKSUM = "0".repeat(64);

    @Test
    void it_says_what_was_built_from_what_by_whom() throws IOException {
        Node node = node(
                new Step.Download(
                        Text.literal("https://example.org/pg-17.tar.gz"),
                        Text.literal(CHECKSUM),
                        Text.literal("/pg"),
                        "",
                        "",
                        ORIGINS),
                new Step.GitSource(
                        Text.literal("https://example.org/citus.git"),
                        Text.literal(Evidences.COMMIT),
                        Text.literal("/citus"),
                        ORIGINS),
                new Step.GitSource(
                        Text.literal("https://example.org/other.git"),
                        Text.literal("v1"),
                        Text.literal("/other"),
                        ORIGINS));

        assertThat(statement(node, Evidences.definitions(), Optional.of("sha256:f"), Optional.of("sha256:e")))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"_type": "https://in-toto.io/Statement/v1",
                         "subject": [{"name": "registry.example/citus/app", "digest": {"sha256": "%1$s"}}],
                         "predicateType": "https://slsa.dev/provenance/v1",
                         "predicate": {
                          "buildDefinition": {
                           "buildType": "https://slipway.dev/image-build/v1",
                           "externalParameters": {"image": "app", "variant": {}, "profile": "debian",
                            "platform": "linux/amd64", "sourceDate": "2026-11-01T00:00:00Z"},
                           "internalParameters": {"engine": "embedded", "definition": "%2$s",
                            "fingerprint": "sha256:f", "lock": "sha256:e"},
                           "resolvedDependencies": [
                            {"name": "definitions", "uri": "git+https://example.org/images.git@%3$s",
                             "digest": {"gitCommit": "%3$s"}},
                            {"name": "base", "uri": "docker://debian:bookworm", "digest": {"sha256": "ab"}},
                            {"name": "base", "uri": "docker://registry.example/citus/base@sha256:cd",
                             "digest": {"sha256": "cd"}},
                            {"name": "pg-17.tar.gz", "uri": "https://example.org/pg-17.tar.gz",
                             "digest": {"sha256": "%4$s"}},
                            {"name": "citus", "uri": "git+https://example.org/citus.git@%3$s",
                             "digest": {"gitCommit": "%3$s"}},
                            {"name": "other", "uri": "git+https://example.org/other.git@v1"}]},
                          "runDetails": {
                           "builder": {"id": "https://slipway.dev/runner", "version": {"slipway": "1.2.3"}}}}}
                        """.formatted(
                        Evidences.DIGEST.substring("sha256:".length()), node.digest(), Evidences.COMMIT, CHECKSUM)));
    }

    @Test
    void it_does_not_pretend_to_know_more_than_it_does() throws IOException {
        JsonNode statement = statement(
                node(),
                List.of(new Definition(Optional.empty(), Evidences.COMMIT, false)),
                Optional.empty(),
                Optional.empty());

        JsonNode definition = statement.path("predicate").path("buildDefinition");
        assertThat(definition.path("resolvedDependencies").path(0).toString())
                .isEqualTo("{\"name\":\"definitions\",\"digest\":{\"gitCommit\":\"" + Evidences.COMMIT
                        + "\"},\"annotations\":{\"uncommittedChanges\":true}}");
        assertThat(definition.path("internalParameters").has("fingerprint")).isFalse();
        assertThat(definition.path("internalParameters").has("lock")).isFalse();
    }

    private static JsonNode statement(
            Node node, List<Definition> definitions, Optional<String> fingerprint, Optional<String> lock)
            throws IOException {
        return new ObjectMapper()
                .readTree(ProvenanceStatement.of(new Provenance(
                        "registry.example/citus/app",
                        Evidences.DIGEST,
                        "linux/amd64",
                        node,
                        Materials.of(List.of(node)),
                        new TreeMap<>(Map.of(
                                "debian:bookworm", "sha256:ab", "registry.example/citus/base@sha256:cd", "sha256:cd")),
                        Evidences.facts(),
                        definitions,
                        fingerprint,
                        lock)));
    }

    private static Node node(Step... steps) {
        return BuildGraph.of(TestFamily.single("app", "1", steps)).nodes().get(0);
    }
}
