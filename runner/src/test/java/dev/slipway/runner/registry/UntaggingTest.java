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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Debian's registry does not do: one tag is deleted without its manifest, and long lists come in pages. */
class UntaggingTest {
    private final List<String> tags = new ArrayList<>(List.of("one", "two", "three"));
    /** The image that each belongs to, by their tags. */
    private final Map<String, String> artifacts = new HashMap<>();

    private HttpServer server;
    private Registry registry;
    private ImageReference repository;
    private int status = 202;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v2/", this::answer);
        server.start();
        registry = new Registry(RegistryClients.anonymous());
        repository = ImageReference.parse("127.0.0.1:" + server.getAddress().getPort() + "/citus/one:any");
    }

    @AfterEach
    void stop() {
        registry.close();
        server.stop(0);
    }

    @Test
    void a_tag_is_deleted_and_no_other() {
        assertThat(new Untagging(registry).remove(repository, Set.of("two")))
                .isEqualTo(Map.of("two", Untagging.Outcome.DELETED));
        assertThat(tags).containsExactly("one", "three");
    }

    @Test
    void what_belongs_to_an_image_goes_with_its_last_tag_whatever_it_is_called() {
        artifacts.put("record", "two");
        tags.add("record");
        artifacts.put("other", "one");
        tags.add("other");

        assertThat(new Untagging(registry).remove(repository, Set.of("two"))).hasSize(1);
        assertThat(tags).containsExactly("one", "three", "other");
    }

    @Test
    void where_a_tag_cannot_be_read_nothing_but_the_tag_is_deleted() {
        artifacts.put("record", "two");
        tags.add("record");
        tags.add("sha512");

        assertThat(new Untagging(registry).remove(repository, Set.of("two")))
                .isEqualTo(Map.of("two", Untagging.Outcome.DELETED));
        assertThat(tags).containsExactly("one", "three", "record", "sha512");
        assertThatExceptionOfType(RegistryException.Refused.class)
                .isThrownBy(() -> new Artifacts(registry).look(repository.withTag("sha512")))
                .withMessage("Cannot pull " + repository.withTag("sha512") + ": 'sha512:0' is no sha256 digest");
    }

    @Test
    void tags_of_all_pages_are_listed() {
        assertThat(registry.tags(repository)).containsExactly("one", "two", "three");
    }

    @Test
    void who_may_not_delete_is_told() {
        status = 403;

        assertThatExceptionOfType(RegistryException.Unauthorized.class)
                .isThrownBy(() -> new Untagging(registry).remove(repository, Set.of("two")))
                .withMessage("Cannot delete " + repository.withTag("two") + ": " + repository.registry()
                        + " does not let you (HTTP 403). Log in with: docker login " + repository.registry());
        assertThat(tags).hasSize(3);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString().substring("/v2/".length());
        if (path.isEmpty()) {
            answer(exchange, 200, "{}");
        } else if (path.startsWith("citus/one/tags/list")) {
            page(exchange, path.contains("last=") ? Integer.parseInt(path.replaceAll(".*last=", "")) : 0);
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            if (status == 202) {
                tags.remove(path.substring("citus/one/manifests/".length()));
            }
            answer(exchange, status, "");
        } else {
            String name = path.substring("citus/one/manifests/".length());
            answer(exchange, tags.contains(name) ? 200 : 404, manifest(name));
        }
    }

    private String manifest(String name) {
        if (name.equals("sha512")) {
            return "{\"schemaVersion\": 2, \"layers\": [], \"subject\": {\"digest\": \"sha512:0\", \"size\": 1}}";
        }
        String subject = artifacts.containsKey(name)
                ? ", \"subject\": {\"digest\": \"%s\", \"size\": 1}"
                        .formatted(Sha256.of(manifest(artifacts.get(name)).getBytes(StandardCharsets.UTF_8)))
                : "";
        return "{\"schemaVersion\": 2, \"layers\": [], \"annotations\": {\"name\": \"" + name + "\"}" + subject + "}";
    }

    /** One tag a page. */
    private void page(HttpExchange exchange, int index) throws IOException {
        if (index + 1 < tags.size()) {
            exchange.getResponseHeaders()
                    .add("Link", "</v2/citus/one/tags/list?n=1&last=" + (index + 1) + ">; rel=\"next\"");
        }
        answer(exchange, 200, "{\"name\": \"citus/one\", \"tags\": [\"" + tags.get(index) + "\"]}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
