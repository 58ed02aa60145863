package dev.slipway.runner.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.FakeEngine;
import dev.slipway.runner.engine.Publication;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.testing.RegistryClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a registry that takes images, and of artifacts as many as it is told to. */
class AttestingEngineTest {
    private static final String REFUSAL =
            "{\"errors\": [{\"code\": \"MANIFEST_INVALID\", \"message\": \"unknown artifact type\"}]}";

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> manifests = new ConcurrentHashMap<>();
    private final FakeEngine engine = new FakeEngine().publishing(Evidences.MANIFEST);
    private final Node node =
            BuildGraph.of(TestFamily.single("app", "1")).nodes().get(0);
    private HttpServer server;
    private AttestingEngine attesting;
    private String reference;
    private int status = 201;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v2/", this::answer);
        server.start();
        reference = "127.0.0.1:" + server.getAddress().getPort() + "/citus/app:1";
        attesting = new AttestingEngine(engine, new Registry(RegistryClients.anonymous()), Evidences.facts());
        attesting.build(node, events::add);
        events.clear();
    }

    @AfterEach
    void stop() {
        attesting.close();
        server.stop(0);
    }

    @Test
    void there_is_no_tag_before_there_is_evidence() throws Exception {
        Publication publication = attesting.upload(new BuiltImage(node.id(), true), reference, events::add);

        assertThat(requests).filteredOn(request -> request.startsWith("PUT")).hasSize(4);
        assertThat(manifests.get(list())).contains(Evidence.BILL, Evidence.PROVENANCE);
        assertThat(engine.log).endsWith("upload " + reference);
        publication.publish();
        assertThat(engine.log).endsWith("publish " + reference);
        assertThat(events).isEmpty();
    }

    @Test
    void where_it_is_there_a_look_is_enough() throws Exception {
        attesting.upload(new BuiltImage(node.id(), true), reference, events::add);
        requests.clear();

        attesting.upload(new BuiltImage(node.id(), true), reference, events::add);

        assertThat(requests).containsExactly("GET referrers/" + Evidences.DIGEST, "GET manifests/" + list());
    }

    @Test
    void of_an_index_each_image_has_its_own() throws Exception {
        String image = new String(Evidences.MANIFEST.bytes(), StandardCharsets.UTF_8);
        String index = """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [
                 {"mediaType": "%s", "digest": "%s", "size": %d, "platform": {"os": "linux", "architecture": "amd64"}}]}
                """.formatted(Evidences.MANIFEST.mediaType(), Evidences.DIGEST, image.length());
        byte[] bytes = index.getBytes(StandardCharsets.UTF_8);
        manifests.put(Evidences.DIGEST, image);
        manifests.put(Sha256.of(bytes), index);
        engine.publishing(new Descriptor("application/vnd.oci.image.index.v1+json", Sha256.of(bytes), bytes.length));

        attesting.upload(new BuiltImage(node.id(), true), reference, events::add);

        assertThat(events).isEmpty();
        assertThat(manifests.get(list())).contains(Evidence.BILL, Evidence.PROVENANCE);
        assertThat(manifests).doesNotContainKey(Sha256.of(bytes).replace(':', '-'));
    }

    @Test
    void a_registry_that_takes_images_only_is_told_of_once_and_gets_them() throws Exception {
        status = 400;

        Publication publication = attesting.upload(new BuiltImage(node.id(), true), reference, events::add);
        requests.clear();
        attesting.upload(new BuiltImage(node.id(), true), reference, events::add);

        String host = reference.substring(0, reference.indexOf('/'));
        assertThat(events).hasSize(1);
        assertThat(((Event.OutputLine) events.get(0)).line())
                .startsWith("images are pushed to " + host + " without evidence: Cannot push " + host
                        + "/citus/app@sha256:")
                .endsWith(": " + host + " refused (HTTP 400, MANIFEST_INVALID unknown artifact type). Check that it is"
                        + " writable and accepts such images.");
        assertThat(requests).isEmpty();
        assertThat(publication.publish()).isEqualTo(FakeEngine.DIGEST);
    }

    @Test
    void a_registry_without_room_is_none_that_takes_images_only() {
        status = 413;

        String host = reference.substring(0, reference.indexOf('/'));
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> attesting.upload(new BuiltImage(node.id(), true), reference, events::add))
                .satisfies(e -> assertThat(e.failure().headline())
                        .contains(host + " has no room for it (HTTP 413, MANIFEST_INVALID unknown artifact type)"));
        assertThat(events).isEmpty();
    }

    private static String list() {
        return Evidences.DIGEST.replace(':', '-');
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/v2/".length());
        String method = exchange.getRequestMethod();
        if (path.isEmpty()) {
            answer(exchange, 200, "{}");
            return;
        }
        String place = path.substring("citus/app/".length());
        requests.add(method + " " + place);
        if (place.startsWith("blobs/")) {
            answer(exchange, 200, method.equals("HEAD") ? "" : Evidences.CONFIGURATION);
        } else if (method.equals("PUT")) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (status == 201) {
                manifests.put(place.substring("manifests/".length()), body);
            }
            answer(exchange, status, status == 201 ? "" : REFUSAL);
        } else {
            String manifest = manifests.get(place.replaceFirst("manifests/", ""));
            answer(exchange, manifest == null ? 404 : 200, manifest == null ? "" : manifest);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
