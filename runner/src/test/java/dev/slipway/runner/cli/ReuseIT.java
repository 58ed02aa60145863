package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.model.Family;
import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Platform;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.store.Store;
import dev.slipway.runner.testing.CatalogCheckout;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.LayeredFamily;
import dev.slipway.runner.testing.RegistryClients;
import dev.slipway.runner.testing.RegistryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pushes from several machines, which have a real registry in common and nothing else. */
@Timeout(600)
class ReuseIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestFolder home = TestFolder.create();
    private final Path folder = home.path();
    private RegistryServer server;
    private Registry registry;
    private CatalogCheckout checkout;
    private LayeredFamily family;

    ReuseIT() throws IOException {}

    @BeforeEach
    void start() throws IOException, InterruptedException {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
        server = RegistryServer.start(folder.resolve("server"), RegistryServer.Option.DELETE);
        registry = new Registry(RegistryClients.anonymous());
        family = new LayeredFamily(server.host() + "/bases/system:1-stable", "one", "one");
        checkout = new CatalogCheckout(Files.createDirectory(folder.resolve("checkout")), LayeredFamily.system("1"));
        checkout.commit();
        moveBase("1");
        define(family.family());
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
        server.close();
        home.close();
    }

    @Test
    void another_machine_tags_what_is_there_and_builds_nothing() throws Exception {
        Run first = push("here", "-dev1");
        assertThat(first.states()).isEqualTo(Map.of("lower", "published", "upper", "published"));

        checkout.write("README", "Something else.\n");
        checkout.git("add", "README");
        checkout.git("commit", "--quiet", "--message", "Something else");
        Run second = push("there", "-dev2");

        assertThat(second.states()).isEqualTo(Map.of("lower", "unchanged", "upper", "unchanged"));
        assertThat(second.digests()).isEqualTo(first.digests());
        assertThat(second.kinds()).doesNotContain("baseStarted", "operationStarted", "checkPassed", "uploaded");
        assertThat(folder.resolve("there")).doesNotExist();
        assertThat(digest("upper", "1-dev2")).isEqualTo(digest("upper", "1-dev1"));
        // The same tags once more: nothing moves.
        assertThat(push("there", "-dev2").digests()).isEqualTo(first.digests());
    }

    @Test
    void a_push_that_only_tags_shows_its_table_and_is_kept() throws Exception {
        push("here", "-dev1");
        Map<String, String> state =
                Map.of("XDG_STATE_HOME", folder.resolve("state").toString());

        CatalogCheckout.Result tagging = checkout.runner(
                state,
                "push-all",
                "--repo=" + repository(),
                "--tag-suffix=-dev2",
                "--store=" + folder.resolve("there"),
                "--progress=plain");
        assertThat(tagging.exitCode()).as(tagging.errors()).isZero();
        List<String> lines = constant(tagging.output()).lines().toList();
        assertThat(lines.subList(0, 4))
                .containsExactlyInAnyOrder(
                        "[lower] unchanged since TIME",
                        "[upper] unchanged since TIME",
                        "[lower] published " + name("lower", "1-dev2") + " DIGEST",
                        "[upper] published " + name("upper", "1-dev2") + " DIGEST");
        assertThat(lines.subList(4, lines.size()))
                .containsExactly(
                        "",
                        "IMAGE REFERENCE TIME RESULT DIGEST",
                        "lower " + name("lower", "1-dev2") + " TIME unchanged DIGEST",
                        "upper " + name("upper", "1-dev2") + " TIME unchanged DIGEST",
                        "sent 0B, skipped 0B",
                        "done in TIME");

        assertThat(constant(checkout.runner(state, "logs", "upper").output()))
                .isEqualTo("""
                        unchanged since TIME
                        published %s DIGEST
                        """.formatted(name("upper", "1-dev2")));
    }

    /** Without what differs from one run to the next. */
    private static String constant(String output) {
        return output.replaceAll("20[-0-9:TZ.]{18,}", "TIME")
                .replaceAll("\\b[0-9]+\\.[0-9]s\\b", "TIME")
                .replaceAll("sha256:[0-9a-f]+", "DIGEST")
                .replaceAll(" +", " ");
    }

    @Test
    void what_changed_is_built_on_the_very_image_that_is_there() throws Exception {
        Run first = push("here", "-dev1");
        define(family.upper("two").family());

        Run second = push("there", "-dev2");

        assertThat(second.states()).isEqualTo(Map.of("lower", "unchanged", "upper", "published"));
        assertThat(second.digests().get("lower")).isEqualTo(first.digests().get("lower"));
        assertThat(second.steps()).containsExactly("upper");
        ImageManifest lower = manifest("lower", "1-dev2");
        ImageManifest upper = manifest("upper", "1-dev2");
        assertThat(upper.layers()).hasSize(lower.layers().size() + 1).containsAll(lower.layers());
    }

    @Test
    void a_base_that_moved_has_all_built_that_stands_on_it_and_why_says_so() throws Exception {
        push("here", "-dev1");
        assertThat(why("upper", "-dev2"))
                .containsPattern("(?m)^upper: in the registry since 20[-0-9:TZ.]*, a push would not build it$");
        moveBase("2");
        define(family.family());

        assertThat(why("upper", "-dev1"))
                .contains("upper: not in the registry; since " + name("upper", "1-dev1") + "\n  lower: base "
                        + family.base() + ": sha256:");
        JsonNode json = JSON.readTree(why("upper", "-dev1", "--json")).path("registry");
        assertThat(json.path("found").asBoolean(true)).isFalse();
        assertThat(json.path("before").asText()).isEqualTo(name("upper", "1-dev1"));
        assertThat(json.path("fingerprint").asText()).matches("[0-9a-f]{64}");
        assertThat(json.path("reasons")).hasSize(1);
        assertThat(push("there", "-dev2").states()).isEqualTo(Map.of("lower", "published", "upper", "published"));
    }

    @Test
    void fresh_reuses_nothing_of_the_registry_nor_of_the_store() throws Exception {
        Run first = push("here", "-dev1");

        Run fresh = push("here", "-dev2", "--fresh");
        assertThat(fresh.states()).isEqualTo(Map.of("lower", "published", "upper", "published"));
        assertThat(fresh.steps()).containsExactlyInAnyOrder("lower", "upper");
        assertThat(fresh.digests().get("lower")).isNotEqualTo(first.digests().get("lower"));

        Run young = push("there", "-dev3", "--max-age", "1d");
        assertThat(young.states()).isEqualTo(Map.of("lower", "unchanged", "upper", "unchanged"));
        assertThat(young.digests()).isEqualTo(fresh.digests());
    }

    @Test
    void what_a_failed_push_has_brought_has_a_record_and_no_tag_and_counts_the_next_time() throws Exception {
        define(family.upper("$(false) || exit 3").family());
        CatalogCheckout.Result failed = runner("here", "-dev1");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(server.tags("citus/lower"))
                .anyMatch(tag -> tag.startsWith("fingerprint-"))
                .noneMatch(tag -> tag.startsWith("1-"));

        define(family.family());
        assertThat(push("there", "-dev1").states()).isEqualTo(Map.of("lower", "unchanged", "upper", "published"));
    }

    @Test
    void what_was_pushed_has_passed_its_checks_and_can_be_promoted() throws Exception {
        push("here", "-dev202610010000");

        assertThat(checkout.runner(Map.of(), "promote", "--from=-dev202610010000", "--repo", repository())
                        .exitCode())
                .isZero();
        assertThat(digest("upper", "1")).isEqualTo(digest("upper", "1-dev202610010000"));
        // Debian's registry cannot delete one of two tags.
        assertThat(untag()).isZero();
        assertThat(server.tags("citus/upper"))
                .contains("1", "1-dev202610010000")
                .anyMatch(tag -> tag.startsWith("fingerprint-"));
    }

    @Test
    void when_its_last_tag_goes_nothing_is_left_of_an_image() throws Exception {
        push("here", "-dev202610010000");

        assertThat(untag()).isZero();
        assertThat(server.tags("citus/upper")).isEmpty();
        assertThat(server.tags("citus/lower")).isEmpty();
        assertThat(push("there", "-dev2").states()).isEqualTo(Map.of("lower", "published", "upper", "published"));
    }

    private int untag() throws IOException, InterruptedException {
        return checkout.runner(Map.of(), "untag", "--older-than=30d", "--yes", "--repo", repository())
                .exitCode();
    }

    /** What a run told, an event a line. */
    private record Run(List<JsonNode> events) {
        List<String> kinds() {
            return events.stream().map(event -> event.path("event").asText()).toList();
        }

        /** The nodes of which a step was done. */
        List<String> steps() {
            return events.stream()
                    .filter(event -> event.path("event").asText().equals("operationStarted"))
                    .map(event -> event.path("node").asText())
                    .distinct()
                    .toList();
        }

        Map<String, String> states() {
            return images("state");
        }

        Map<String, String> digests() {
            return images("digest");
        }

        private Map<String, String> images(String property) {
            Map<String, String> values = new TreeMap<>();
            events.get(events.size() - 1)
                    .path("images")
                    .forEach(image -> values.put(
                            image.path("node").asText(), image.path(property).asText()));
            return values;
        }
    }

    private Run push(String store, String suffix, String... options) throws IOException, InterruptedException {
        CatalogCheckout.Result result = runner(store, suffix, options);
        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
        List<JsonNode> events = new ArrayList<>();
        for (String line : result.output().lines().toList()) {
            events.add(JSON.readTree(line));
        }
        return new Run(events);
    }

    private CatalogCheckout.Result runner(String store, String suffix, String... options)
            throws IOException, InterruptedException {
        return checkout.runner(
                Map.of(),
                Stream.concat(
                                Stream.of(
                                        "push-all",
                                        "--repo=" + repository(),
                                        "--tag-suffix=" + suffix,
                                        "--store=" + folder.resolve(store),
                                        "--progress=json"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private String why(String image, String suffix, String... options) throws IOException, InterruptedException {
        CatalogCheckout.Result result = checkout.runner(
                Map.of(),
                Stream.concat(
                                Stream.of(
                                        "why",
                                        image,
                                        "--repo=" + repository(),
                                        "--tag-suffix=" + suffix,
                                        "--store=" + folder.resolve("here")),
                                Stream.of(options))
                        .toArray(String[]::new));
        assertThat(result.exitCode()).as(result.errors()).isZero();
        return result.output();
    }

    /** Pushes another image under the name of the base. */
    private void moveBase(String version) throws IOException, InterruptedException {
        define(LayeredFamily.system(version));
        CatalogCheckout.Result result = checkout.runner(
                Map.of(),
                "push-all",
                "--repo=" + server.host() + "/bases",
                "--tag-suffix=-stable",
                "--store=" + folder.resolve("bases"));
        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
    }

    /** As Maven would have built them, not committed. */
    private void define(Family definitions) throws IOException {
        Path classes = checkout.root().resolve("target/classes");
        Store.delete(classes);
        CatalogFolder.write(Files.createDirectories(classes), definitions);
    }

    private ImageManifest manifest(String image, String tag) {
        return registry.pullManifest(ImageReference.parse(name(image, tag)), Platform.LINUX_AMD64);
    }

    private String digest(String image, String tag) {
        return registry.digestOf(ImageReference.parse(name(image, tag))).orElseThrow();
    }

    private String name(String image, String tag) {
        return repository() + "/" + image + ":" + tag;
    }

    private String repository() {
        return server.host() + "/citus";
    }
}
