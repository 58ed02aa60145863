package dev.slipway.runner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.testing.RegistryClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no registry at hand does: lists of referrers in pages, pages for people, and lists that others keep changing. */
class ReferrersTest {
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String TYPE = "text/x-note";
    private static final String SUBJECT = Sha256.of(new byte[0]);
    private static final String LIST = SUBJECT.replace(':', '-');

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private Registry registry;
    private ImageReference repository;
    private boolean pageForPeople;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v2/", this::answer);
        server.start();
        registry = new Registry(RegistryClients.anonymous());
        repository = ImageReference.parse("127.0.0.1:" + server.getAddress().getPort() + "/citus/one@" + SUBJECT);
    }

    @AfterEach
    void stop() {
        registry.close();
        server.stop(0);
    }

    @Test
    void all_pages_are_read_and_filtered_where_the_registry_does_not() {
        List<Referrer> all = new Artifacts(registry).of(repository, Optional.empty());
        List<Referrer> notes = new Artifacts(registry).of(repository, Optional.of("text/x+note"));

        assertThat(all).hasSize(2);
        assertThat(notes)
                .containsExactly(new Referrer(
                        new Descriptor(ImageManifest.OCI, Sha256.of(new byte[] {1}), 1),
                        "text/x+note",
                        Map.of("number", "1")));
        assertThat(requests)
                .containsExactly(
                        "GET referrers/" + SUBJECT,
                        "GET referrers/" + SUBJECT + "?n=1",
                        "GET referrers/" + SUBJECT + "?artifactType=text%2Fx%2Bnote",
                        "GET referrers/" + SUBJECT + "?n=1");
    }

    @Test
    void a_page_for_people_is_no_list() {
        pageForPeople = true;

        assertThat(new Artifacts(registry).of(repository, Optional.empty())).isEmpty();
        assertThat(requests).containsExactly("GET referrers/" + SUBJECT, "GET manifests/" + LIST);
    }

    @Test
    void who_is_overwritten_every_time_gives_up() {
        Artifact note = new Artifact(TYPE, Map.of(), List.of(new Artifact.Payload("text/plain", new byte[] {1})));
        Descriptor subject = new Descriptor(ImageManifest.OCI, SUBJECT, 0);

        assertThatExceptionOfType(RegistryException.Refused.class)
                .isThrownBy(() -> new Artifacts(registry).attach(repository, subject, note, Optional.of("note")))
                .withMessage("Cannot push " + repository.withTag(LIST)
                        + ": what is put there does not stay. Check what else pushes this tag, and push again.");
        assertThat(requests).filteredOn(("PUT manifests/" + LIST)::equals).hasSize(5);
    }

    private byte[] note = new byte[0];

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString().substring("/v2/".length());
        if (path.isEmpty()) {
            answer(exchange, 200, "application/json", "{}");
            return;
        }
        String place = path.substring("citus/one/".length());
        requests.add(exchange.getRequestMethod() + " " + place);
        if (place.startsWith("referrers/")) {
            referrers(exchange, place.endsWith("?n=1"));
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            answer(exchange, 200, "text/plain", "");
        } else if (exchange.getRequestMethod().equals("PUT")) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            note = place.endsWith("/note") ? body : note;
            answer(exchange, 201, "text/plain", "");
        } else if (place.equals("manifests/note")) {
            answer(exchange, 200, ImageManifest.OCI, new String(note, StandardCharsets.UTF_8));
        } else {
            answer(exchange, 404, "text/plain", "");
        }
    }

    private void referrers(HttpExchange exchange, boolean last) throws IOException {
        if (pageForPeople) {
            answer(exchange, 200, "text/html", "<html>");
            return;
        }
        if (!last) {
            exchange.getResponseHeaders().add("Link", "</v2/citus/one/referrers/" + SUBJECT + "?n=1>; rel=\"next\"");
        }
        byte number = (byte) (last ? 1 : 0);
        answer(exchange, 200, INDEX, """
                {"schemaVersion": 2, "mediaType": "%s", "manifests": [
                 {"mediaType": "%s", "digest": "%s", "size": 1, "artifactType": "text/x%snote",
                  "annotations": {"number": "%s"}}]}
                """.formatted(
                        INDEX, ImageManifest.OCI, Sha256.of(new byte[] {number}), last ? "+" : "-", number));
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
