package dev.slipway.runner.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.BuildGraph;
import dev.slipway.model.Family;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.engine.Git;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Inventory;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.plan.Planner;
import dev.slipway.runner.plan.Repository;
import dev.slipway.runner.plan.Request;
import dev.slipway.runner.plan.TagSuffix;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Mirror;
import dev.slipway.runner.registry.Mirrors;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.testing.RegistryClients;
import dev.slipway.runner.testing.RegistryContent;
import dev.slipway.runner.testing.RegistryServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records of any age in a real registry. */
@Timeout(120)
class LookupIT {
    private static final Instant PUSHED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Family FAMILY = TestFamily.single("tool", "1");
    private static final List<String> AMD64 = List.of("linux/amd64");

    @TempDir
    Path folder;

    private RegistryServer server;
    private Registry registry;
    private RegistryContent content;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        server = RegistryServer.start(folder.resolve("server"), RegistryServer.Option.DELETE);
        registry = new Registry(RegistryClients.anonymous());
        content = new RegistryContent(server.host() + "/citus/tool");
    }

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    @Test
    void a_record_is_found_by_the_fingerprint_and_by_the_image() throws Exception {
        ImageRecord record = push();

        assertThat(found(Freshness.ANY)).isEqualTo(Map.of("tool", record));
        assertThat(new ImageRecords(registry)
                        .of(reference().withTag(record.image().digest())))
                .contains(record);
        assertThat(lookup(AMD64).look(plan(), Freshness.ANY).isAll()).isTrue();
    }

    @Test
    void one_that_is_too_old_is_none() throws Exception {
        ImageRecord record = push();

        assertThat(found(Freshness.atMost(Duration.ofDays(9), NOW))).isEqualTo(Map.of("tool", record));
        assertThat(found(Freshness.atMost(Duration.ofDays(7), NOW))).isEmpty();
        assertThat(found(Freshness.none(PUSHED.minusSeconds(60)))).isEmpty();
    }

    @Test
    void one_without_its_image_is_none() throws Exception {
        ImageRecord record = push();

        assertThat(delete(record.image().digest())).isEqualTo(202);
        assertThat(found(Freshness.ANY)).isEmpty();
    }

    @Test
    void for_another_platform_or_for_nobody_knows_which_there_is_none() throws Exception {
        push();

        assertThat(lookup(List.of("linux/arm64")).look(plan(), Freshness.ANY).found())
                .isEmpty();
        assertThat(lookup(List.of()).look(plan(), Freshness.ANY).fingerprints()).isEmpty();
    }

    @Test
    void a_registry_that_does_not_answer_has_nothing_and_why_says_so() throws Exception {
        Lookup lookup = lookup(AMD64);
        server.close();

        assertThat(lookup.look(plan(), Freshness.ANY).found()).isEmpty();
        assertThat(lookup.standing(plan(), "tool").orElseThrow().reasons())
                .containsExactly(
                        "Cannot pull " + reference().withTag(fingerprint().tag()) + ": " + server.host()
                                + " does not answer (connection refused). Check its name and port, the network and the proxy.");
    }

    @Test
    void where_nobody_tells_what_a_base_stands_for_that_is_said() throws Exception {
        Lookup lookup = new Lookup(
                registry,
                new Git(new MachinePrograms(List.of())),
                Map.of("debian:bookworm", new BaseRecipe.Replaced(server.host() + "/no/such:thing")),
                new Circumstances(AMD64, Map.of()));

        assertThat(lookup.standing(plan(), "tool"))
                .contains(Standing.unknown(List.of("nobody tells what 'debian:bookworm' stands for")));
        assertThat(lookup.look(plan(), Freshness.ANY).fingerprints()).isEmpty();
    }

    @Test
    void two_records_of_one_fingerprint_do_no_harm_and_each_image_has_its_own() throws Exception {
        ImageRecord first = push("amd64");
        ImageRecord second = push("s390x");

        assertThat(found(Freshness.ANY)).isEqualTo(Map.of("tool", second));
        assertThat(new ImageRecords(registry)
                        .of(reference().withTag(first.image().digest())))
                .contains(first);
    }

    @Test
    void what_a_base_stands_for_is_asked_of_mirrors_first() throws Exception {
        String digest = content.image("1", "amd64");
        Mirrors mirrors = new Mirrors(Map.of(
                "registry.invalid", List.of(new Mirror(server.host(), "none"), new Mirror(server.host(), "citus"))));

        try (Registry mirrored = new Registry(RegistryClients.anonymous().mirroredBy(mirrors))) {
            assertThat(mirrored.lookUpBase(ImageReference.parse("registry.invalid/tool:1")))
                    .contains(digest);
            assertThat(mirrored.lookUpBase(ImageReference.parse(server.host() + "/citus/tool:2")))
                    .isEmpty();
        }
    }

    private ImageRecord push() throws IOException, InterruptedException {
        return push("amd64");
    }

    private ImageRecord push(String architecture) throws IOException, InterruptedException {
        String digest = content.image("1", architecture);
        int size = content.text("1").getBytes(StandardCharsets.UTF_8).length;
        ImageRecord record = new ImageRecord(
                "tool",
                fingerprint().digits(),
                new Descriptor(ImageManifest.OCI, digest, size),
                PUSHED,
                2,
                new Maker("embedded", Optional.of("0a1b2c3")));
        Reuse reuse = lookup(AMD64).look(plan(), Freshness.ANY);
        new ImageRecords(registry)
                .write(reference(), record, reuse.inputs("tool"), fingerprint().tag());
        return record;
    }

    private Map<String, ImageRecord> found(Freshness freshness) throws InterruptedException {
        return lookup(AMD64).look(plan(), freshness).found();
    }

    private Fingerprint fingerprint() throws InterruptedException {
        return Optional.ofNullable(lookup(AMD64)
                        .fingerprints(BuildGraph.of(FAMILY).nodes())
                        .get("tool"))
                .orElseThrow();
    }

    private Lookup lookup(List<String> platforms) {
        return new Lookup(
                registry,
                new Git(new MachinePrograms(List.of())),
                Map.of("debian:bookworm", new BaseRecipe.Debootstrapped("bookworm", List.of())),
                new Circumstances(platforms, Map.of()));
    }

    private Plan plan() {
        Inventory inventory = new Inventory(List.of(BuildGraph.of(FAMILY)), List.of());
        Destination destination =
                new Destination(Optional.of(new Repository(server.host() + "/citus")), TagSuffix.release());
        return Planner.plan(inventory, new Request(List.of(), destination, true));
    }

    private ImageReference reference() {
        return ImageReference.parse(server.host() + "/citus/tool:1");
    }

    private int delete(String digest) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://" + server.host() + "/v2/citus/tool/manifests/" + digest)
                        .toURL()
                        .openConnection();
        connection.setRequestMethod("DELETE");
        return connection.getResponseCode();
    }
}
