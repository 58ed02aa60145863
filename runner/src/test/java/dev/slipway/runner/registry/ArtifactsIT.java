package dev.slipway.runner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.testing.RegistryClients;
import dev.slipway.runner.testing.RegistryContent;
import dev.slipway.runner.testing.RegistryServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's registry, which knows of no referrers: what belongs to an image is listed under a tag. */
class ArtifactsIT {
    private static final String TYPE = "application/vnd.example.note+json";
    private static final Optional<String> ANY = Optional.empty();

    @TempDir
    private Path temporary;

    private RegistryServer server;
    private RegistryContent content;
    private Registry registry;
    private Artifacts artifacts;
    private ImageReference repository;
    private Descriptor image;

    @BeforeEach
    void start() throws Exception {
        server = RegistryServer.start(temporary.resolve("server"), RegistryServer.Option.DELETE);
        content = new RegistryContent(server.host() + "/citus/one");
        registry = new Registry(RegistryClients.anonymous());
        artifacts = new Artifacts(registry);
        repository = ImageReference.parse(server.host() + "/citus/one:1");
        content.image("1", "amd64");
        image = registry.pullManifest(repository, Platform.LINUX_AMD64).descriptor();
    }

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    @Test
    void gives_back_what_it_was_given() throws Exception {
        Artifact note = note("one", Map.of("org.example.b", "2", "org.example.a", "1"));

        Descriptor attached = artifacts.attach(repository, image, note, ANY);

        assertThat(artifacts.of(subject(), ANY)).containsExactly(new Referrer(attached, TYPE, note.annotations()));
        assertThat(artifacts.read(repository.withTag(attached.digest()))).isEqualTo(note);
        assertThat(registry.tags(repository)).containsExactlyInAnyOrder("1", list());
        assertThat(content.text(attached.digest())).isEqualTo("""
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                "artifactType":"application/vnd.example.note+json","config":\
                {"mediaType":"application/vnd.oci.empty.v1+json",\
                "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},\
                "layers":[{"mediaType":"text/plain",\
                "digest":"sha256:7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed","size":3}],\
                "subject":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":%d},\
                "annotations":{"org.example.a":"1","org.example.b":"2"}}""".formatted(image.digest(), image.size()));
    }

    @Test
    void lists_the_same_once_and_others_beside_it() {
        Descriptor one = artifacts.attach(repository, image, note("one", Map.of()), ANY);
        Artifact other = new Artifact("text/plain", Map.of(), List.of(payload("other")));
        Descriptor two = artifacts.attach(repository, image, other, ANY);

        assertThat(artifacts.attach(repository, image, note("one", Map.of()), ANY))
                .isEqualTo(one);

        assertThat(artifacts.of(subject(), ANY)).extracting(Referrer::manifest).containsExactly(one, two);
        assertThat(artifacts.of(subject(), Optional.of("text/plain")))
                .extracting(Referrer::manifest)
                .containsExactly(two);
    }

    @Test
    void has_a_tag_of_its_own_where_that_is_asked_for() {
        Descriptor attached = artifacts.attach(repository, image, note("one", Map.of()), Optional.of("note-1"));

        assertThat(registry.digestOf(repository.withTag("note-1"))).contains(attached.digest());
        assertThat(artifacts.read(repository.withTag("note-1"))).isEqualTo(note("one", Map.of()));
    }

    @Test
    void what_was_never_attached_is_not_there() {
        assertThat(artifacts.of(subject(), ANY)).isEmpty();
        assertThat(artifacts.of(ImageReference.parse(server.host() + "/citus/none@" + image.digest()), ANY))
                .isEmpty();
    }

    @Test
    void many_at_once_are_all_listed() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Future<Descriptor>> attached = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Artifact note = note("note " + i, Map.of());
                attached.add(executor.submit(() -> new Artifacts(registry).attach(repository, image, note, ANY)));
            }
            List<Descriptor> all = new ArrayList<>();
            for (Future<Descriptor> each : attached) {
                all.add(each.get());
            }

            assertThat(artifacts.of(subject(), ANY))
                    .extracting(Referrer::manifest)
                    .containsExactlyInAnyOrderElementsOf(all);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void what_others_have_listed_stays_as_it_is() throws Exception {
        registry.put(repository.withTag(list()), ManifestDocument.OCI_INDEX, bytes("""
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "x-theirs": [1],
                 "manifests": [{"mediaType": "%s", "digest": "%s", "size": %d, "x-other": true}]}
                """.formatted(
                        image.mediaType(), image.digest(), image.size())));

        artifacts.attach(repository, image, note("one", Map.of()), ANY);

        JsonNode root = new ObjectMapper().readTree(content.text(list()));
        assertThat(root.path("x-theirs").toString()).isEqualTo("[1]");
        assertThat(root.path("manifests")).hasSize(2);
        assertThat(root.path("manifests").path(0).path("x-other").asBoolean()).isTrue();
    }

    @Test
    void what_is_no_list_is_not_overwritten() throws Exception {
        String other = content.image(list(), "arm64");

        assertThatExceptionOfType(RegistryException.Refused.class)
                .isThrownBy(() -> artifacts.attach(repository, image, note("one", Map.of()), ANY))
                .withMessage(
                        "Cannot pull " + repository.withTag(list()) + ": it is no index of what belongs to an image");
        assertThat(registry.digestOf(repository.withTag(list()))).contains(other);
    }

    @Test
    void goes_with_the_last_tag_of_its_image() throws Exception {
        Descriptor note = artifacts.attach(repository, image, note("one", Map.of()), ANY);
        artifacts.attach(repository, note, note("of the note", Map.of()), ANY);
        content.image("2", "amd64");
        content.image("3", "arm64");
        Descriptor three = registry.pullManifest(repository.withTag("3"), Platform.LINUX_AMD64)
                .descriptor();
        artifacts.attach(repository, three, note("one", Map.of()), ANY);

        assertThat(new Untagging(registry).remove(repository, Set.of("1")))
                .isEqualTo(Map.of("1", Untagging.Outcome.SHARED));
        assertThat(artifacts.of(subject(), ANY)).hasSize(1);
        assertThat(new Untagging(registry).remove(repository, Set.of("1", "2")))
                .isEqualTo(Map.of("1", Untagging.Outcome.DELETED, "2", Untagging.Outcome.DELETED));

        assertThat(registry.tags(repository)).containsExactlyInAnyOrder("3", ReferrerIndex.tag(three.digest()));
        assertThatThrownBy(() -> artifacts.read(repository.withTag(note.digest())))
                .isInstanceOf(RegistryException.NotFound.class);
    }

    private ImageReference subject() {
        return repository.withTag(image.digest());
    }

    private String list() {
        return image.digest().replace(':', '-');
    }

    private static Artifact note(String text, Map<String, String> annotations) {
        return new Artifact(TYPE, annotations, List.of(payload(text)));
    }

    private static Artifact.Payload payload(String text) {
        return new Artifact.Payload("text/plain", bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
