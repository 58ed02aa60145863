package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.evidence.Evidence;
import dev.slipway.runner.registry.Artifact;
import dev.slipway.runner.registry.Artifacts;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Referrer;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.CatalogCheckout;
import dev.slipway.runner.testing.CatalogCheckout.Result;
import dev.slipway.runner.testing.PackagedFamily;
import dev.slipway.runner.testing.RegistryClients;
import dev.slipway.runner.testing.RegistryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the runner puts beside the images that it pushes to a real registry. */
@Timeout(300)
class EvidenceIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestFolder folder;
    private RegistryServer server;
    private Registry registry;
    private CatalogCheckout checkout;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        folder = TestFolder.create();
        server = RegistryServer.start(folder.path().resolve("server"));
        registry = new Registry(RegistryClients.anonymous());
        checkout =
                new CatalogCheckout(Files.createDirectory(folder.path().resolve("checkout")), PackagedFamily.first());
        checkout.commit();
        checkout.git("remote", "add", "origin", "https://user:secret@example.org/images.git");
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
        server.close();
        folder.close();
    }

    @Test
    void every_image_has_its_bill_of_materials_and_its_provenance() throws Exception {
        push();

        ImageReference image = image();
        List<Referrer> referrers = new Artifacts(registry).of(image, Optional.empty());
        assertThat(referrers)
                .extracting(Referrer::artifactType)
                .startsWith(Evidence.BILL, Evidence.PROVENANCE)
                .hasSize(3);
        byte[] bill = payload(image, referrers.get(0));
        assertThat(new JsonParser().validate(bill, org.cyclonedx.Version.VERSION_16))
                .isEmpty();
        assertThat(texts(JSON.readTree(bill).path("components"), "bom-ref"))
                .containsExactly(
                        "debian-12",
                        "pkg:deb/debian/bash@5.1-2?arch=amd64&distro=debian-12",
                        "pkg:deb/debian/libc6@2.36?arch=amd64&distro=debian-12",
                        "pkg:pypi/flask@2.0");
        String commit = checkout.git("rev-parse", "HEAD");
        JsonNode provenance = JSON.readTree(payload(image, referrers.get(1)));
        assertThat(provenance.path("subject").toString())
                .isEqualTo("[{\"name\":\"%s/example/app\",\"digest\":{\"sha256\":\"%s\"}}]"
                        .formatted(server.host(), image.tag().substring("sha256:".length())));
        JsonNode definition = provenance.path("predicate").path("buildDefinition");
        assertThat(definition.path("internalParameters").path("engine").asText())
                .isEqualTo("embedded");
        assertThat(definition.path("resolvedDependencies").toString())
                .isEqualTo("[{\"name\":\"definitions\",\"uri\":\"git+https://example.org/images.git@%1$s\","
                                .formatted(commit)
                        + "\"digest\":{\"gitCommit\":\"%s\"}}]".formatted(commit));
        assertThat(referrers.get(1).annotations())
                .containsEntry("org.opencontainers.image.revision", commit)
                .containsEntry("org.opencontainers.image.source", "https://example.org/images.git");
    }

    @Test
    void manifests_say_where_their_images_come_from() throws Exception {
        push();

        assertThat(registry.inspect(image()).images().get(0).annotations())
                .containsEntry("org.opencontainers.image.source", "https://example.org/images.git")
                .containsEntry("org.opencontainers.image.revision", checkout.git("rev-parse", "HEAD"))
                .containsEntry(
                        "org.opencontainers.image.created",
                        registry.inspect(image()).images().get(0).created());
    }

    @Test
    void what_is_pushed_again_keeps_what_it_has() throws Exception {
        push();
        ImageReference image = image();
        List<Referrer> referrers = new Artifacts(registry).of(image, Optional.empty());

        push();
        checkout.git("commit", "--quiet", "--allow-empty", "--message", "Later");
        push();

        assertThat(image()).isEqualTo(image);
        assertThat(new Artifacts(registry).of(image, Optional.empty())).isEqualTo(referrers);
        assertThat(server.tags("example/app"))
                .filteredOn(tag -> !tag.startsWith("fingerprint-"))
                .containsExactlyInAnyOrder("1", image.tag().replace(':', '-'));
    }

    @Test
    void all_that_is_known_of_an_image_is_shown_and_how_two_of_them_differ() throws Exception {
        push();
        CatalogCheckout changed =
                new CatalogCheckout(Files.createDirectory(folder.path().resolve("changed")), PackagedFamily.second());
        push(changed, "--tag-suffix=-dev1");
        String name = server.host() + "/example/app:1";
        ImageReference image = image();
        List<Referrer> referrers = new Artifacts(registry).of(image, Optional.empty());

        Result inspected = checkout.runner(Map.of(), "inspect", name);
        assertThat(inspected.errors()).isEmpty();
        assertThat(inspected.output())
                .contains("  holds       Debian packages: 2, Python libraries: 1\n")
                .contains("  built by    runner " + Version.number() + ", engine embedded\n")
                .contains(
                        "  defined in  git+https://example.org/images.git@" + checkout.git("rev-parse", "HEAD") + "\n")
                .contains("  beside it   " + referrers.get(0).manifest().digest() + " " + Evidence.BILL + "\n")
                .contains("  beside it   " + referrers.get(1).manifest().digest() + " " + Evidence.PROVENANCE + "\n");

        Result difference = checkout.runner(Map.of(), "diff", name, name + "-dev1");
        assertThat(difference.errors()).isEmpty();
        assertThat(difference.output().replaceAll("sha256:[0-9a-f]{64}( [0-9]+B)?", "DIGEST"))
                .startsWith("""
                        - %1$s DIGEST
                        + %1$s-dev1 DIGEST

                        linux/amd64
                          packages: 1 added, 2 removed, 1 changed
                            ~  bash    5.1-2 -> 5.2-1  debian
                            -  libc6   2.36            debian
                            +  zlib1g  1.3             debian
                            -  Flask   2.0             python
                          files: 2 added, 2 removed, 2 changed
                            -  opt/gone                                                    5B
                            ~  opt/kept                                                    5B -> 8B
                            +  opt/new                                                     4B
                            +  opt/zeros                                                   5.0kB
                            -  usr/lib/python3/dist-packages/flask-2.0.dist-info/METADATA  33B
                            ~  var/lib/dpkg/status                                         158B
                          size of files:""".formatted(name))
                .endsWith("""
                          layers: 3 in common
                            - DIGEST
                            + DIGEST
                        """);
        JsonNode json = JSON.readTree(checkout.runner(Map.of(), "diff", name, name + "-dev1", "--json")
                        .output())
                .path("platforms")
                .path(0);
        assertThat(texts(json.path("packages"), "change")).containsExactly("changed", "removed", "added", "removed");
        assertThat(texts(json.path("files"), "path")).hasSize(6).contains("opt/zeros", "var/lib/dpkg/status");
        assertThat(checkout.runner(Map.of(), "diff", name, name).output())
                .contains("  packages: the same\n  files: the same\n");
        assertThat(checkout.runner(Map.of(), "diff", name, name + "-none").exitCode())
                .isEqualTo(1);
        assertThat(checkout.runner(Map.of(), "diff", name, "Example/app").exitCode())
                .isEqualTo(2);
    }

    /** As after a push that was interrupted, or by an older runner. */
    @Test
    void what_is_missing_is_made_where_nothing_else_is() throws Exception {
        push();
        ImageReference image = image();
        List<Referrer> first = new Artifacts(registry).of(image, Optional.empty());
        server.close();
        server = RegistryServer.start(folder.path().resolve("other"));
        try (Registry other = new Registry(RegistryClients.anonymous())) {
            push();
            assertThat(new Artifacts(other).of(image(), Optional.of(Evidence.BILL)))
                    .extracting(Referrer::annotations)
                    .containsExactly(first.get(0).annotations());
        }
    }

    private void push() throws IOException, InterruptedException {
        push(checkout, "--release");
    }

    private void push(CatalogCheckout definitions, String tags) throws IOException, InterruptedException {
        Result result = definitions.runner(
                Map.of("SOURCE_DATE_EPOCH", "1793491200"),
                "push-all",
                tags,
                "--allow-dirty",
                "--repo=" + server.host() + "/example",
                "--store=" + folder.path().resolve("store"),
                "--progress=quiet");
        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    private ImageReference image() {
        ImageReference tag = ImageReference.parse(server.host() + "/example/app:1");
        return tag.withTag(registry.digestOf(tag).orElseThrow());
    }

    private byte[] payload(ImageReference image, Referrer referrer) {
        Artifact artifact =
                new Artifacts(registry).read(image.withTag(referrer.manifest().digest()));
        assertThat(artifact.payloads()).hasSize(1);
        return artifact.payloads().get(0).bytes();
    }

    private static List<String> texts(JsonNode array, String name) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.path(name).asText()));
        return texts;
    }
}
