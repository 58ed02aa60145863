package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.model.Family;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.PulledFamily;
import dev.slipway.runner.testing.RegistryClients;
import dev.slipway.runner.testing.RegistryServer;
import dev.slipway.runner.testing.RegistryServer.Option;
import dev.slipway.runner.testing.SmallFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom bin/runner asks for the base of several images, and how often. */
@Timeout(180)
class PulledBasesIT {
    private static final String RUNNER = Path.of("bin/runner").toAbsolutePath().toString();
    private static final String ALL = "one two three";

    private TestFolder folder;
    private RegistryServer registry;
    private String out = "";
    private String err = "";

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
        folder = TestFolder.create();
        registry = RegistryServer.start(folder.path().resolve("registry"), Option.ACCESS_LOG);
        Files.writeString(folder.path().resolve("nobody"), "");
        Files.writeString(folder.path().resolve("hosts"), "127.0.0.1 " + RegistryServer.NAME + "\n");
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
        folder.close();
    }

    @Test
    void a_run_asks_once_what_the_base_is_in_how_many_processes_it_may_be() throws Exception {
        pushBase(registry.host() + "/citus");
        String base = registry.host() + "/citus/left:1";
        // Registries count what they send.
        String asked = "HEAD /v2/citus/left/manifests/1";
        String sent = "GET /v2/citus/left/manifests/1";

        write(PulledFamily.on(base, "/opt"));
        assertThat(requests(() -> run("build " + ALL))).containsExactly(asked, sent);
        assertThat(out).contains("[one] built", "[two] built", "[three] built");

        // All is found by the process that looks.
        assertThat(requests(() -> run("build " + ALL))).containsExactly(asked);
        assertThat(out).contains("[one] cached", "[two] cached", "[three] cached");

        // It finds the base, and leaves the rest to the other.
        write(PulledFamily.on(base, "/srv"));
        assertThat(requests(() -> run("build " + ALL))).containsExactly(asked);
        assertThat(out).contains("[one] built", "[two] built", "[three] built");
    }

    @Test
    void a_mirror_that_does_not_answer_is_told_of_once_in_how_many_processes_it_may_be() throws Exception {
        pushBase(registry.host() + "/citus");
        String base = registry.host() + "/citus/left:1";
        String mirrored = "build " + ALL + " --registry-mirror " + registry.host() + "=nowhere.test";
        String told = "mirror nowhere.test of " + registry.host() + " is passed over: Cannot pull"
                + " nowhere.test/citus/left:1: nowhere.test does not answer (unknown host). Check its name and port,"
                + " the network and the proxy.\n";

        write(PulledFamily.on(base, "/opt"));
        assertThat(run(mirrored)).as(err).isZero();
        assertThat(out).containsOnlyOnce(told);
        write(PulledFamily.on(base, "/srv"));
        assertThat(run(mirrored + " --progress quiet --tag-suffix -dev"))
                .as(err)
                .isZero();
        assertThat(out).isEqualTo("example/one:1-dev\nexample/two:1-dev\nexample/three:1-dev\n");
        assertThat(err).isEqualTo("runner: " + told);
    }

    @Test
    void an_image_is_the_same_whoever_its_base_is_pulled_from() throws Exception {
        pushBase(registry.host() + "/citus");
        pushBase(registry.host() + "/hub/citus");
        String home = RegistryServer.NAME + ":" + registry.port();
        write(PulledFamily.on(home + "/citus/left:1", "/opt"));

        // There is no such host, but for its mirror.
        assertThat(requests(() ->
                        run("build " + ALL + " --registry-mirror " + home + "=" + registry.host() + "/hub", "nobody")))
                .containsExactly("HEAD /v2/hub/citus/left/manifests/1", "GET /v2/hub/citus/left/manifests/1");
        assertThat(out).contains("[one] built", "[two] built", "[three] built");
        Path profile = Files.writeString(folder.path().resolve("lab.toml"), """
                [registries."%s"]
                mirrors = ["%s/hub"]
                """.formatted(home, registry.host()));
        assertThat(requests(() -> run("build " + ALL + " --profile " + profile, "nobody")))
                .containsExactly("HEAD /v2/hub/citus/left/manifests/1");
        assertThat(out).contains("[one] cached", "[two] cached", "[three] cached");

        assertThat(requests(() -> run("build " + ALL + " --insecure-registry " + home)))
                .containsExactly("HEAD /v2/citus/left/manifests/1");
        assertThat(out).contains("[one] cached", "[two] cached", "[three] cached");
    }

    @Test
    void a_manifest_names_the_base_that_was_pulled() throws Exception {
        pushBase(registry.host() + "/citus");
        String base = registry.host() + "/citus/left:1";
        write(PulledFamily.on(base, "/opt"));

        assertThat(run("push one --release --allow-dirty --repo " + registry.host() + "/team"))
                .as(err)
                .isZero();

        try (Registry reader = new Registry(RegistryClients.anonymous())) {
            String digest = reader.digestOf(ImageReference.parse(base)).orElseThrow();
            assertThat(reader.inspect(ImageReference.parse(registry.host() + "/team/one:1"))
                            .images()
                            .get(0)
                            .annotations())
                    .containsEntry("org.opencontainers.image.base.name", base)
                    .containsEntry("org.opencontainers.image.base.digest", digest);
        }
    }

    private void pushBase(String repository) throws Exception {
        write(SmallFamily.left());
        assertThat(run("push left --release --allow-dirty --repo " + repository))
                .as(err)
                .isZero();
    }

    private void write(Family family) throws IOException {
        Path catalog = folder.path().resolve("catalog");
        if (Files.exists(catalog)) {
            new TemporaryFolder(catalog).close();
        }
        CatalogFolder.write(catalog, family);
    }

    /** A run that must succeed. */
    private interface Run {
        int code() throws IOException, InterruptedException;
    }

    /** The requests for manifests that somebody has made meanwhile. */
    private List<String> requests(Run run) throws IOException, InterruptedException {
        int before = registry.requests().size();
        assertThat(run.code()).as("%s%s", out, err).isZero();
        List<String> all = registry.requests();
        return all.subList(before, all.size()).stream()
                .filter(request -> request.contains("/manifests/"))
                .toList();
    }

    private int run(String arguments) throws IOException, InterruptedException {
        return run(arguments, "hosts");
    }

    private int run(String arguments, String hosts) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(RUNNER));
        line.addAll(List.of(arguments.split(" ")));
        line.addAll(List.of("--store", path("store")));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectOutput(folder.path().resolve("out").toFile())
                .redirectError(folder.path().resolve("err").toFile());
        builder.environment().put("SLIPWAY_CATALOG_PATH", path("catalog"));
        builder.environment().put("DOCKER_CONFIG", path("none"));
        builder.environment().put("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + path(hosts));
        int code = builder.start().waitFor();
        out = Files.readString(folder.path().resolve("out"), StandardCharsets.UTF_8);
        err = Files.readString(folder.path().resolve("err"), StandardCharsets.UTF_8)
                .replaceAll("(?m)^NOTE: Picked up JDK_JAVA_OPTIONS.*\n", "");
        return code;
    }

    private String path(String name) {
        return folder.path().resolve(name).toString();
    }
}
