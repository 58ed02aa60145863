package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.RegistryServer;
import dev.slipway.runner.testing.RegistryServer.Option;
import dev.slipway.runner.testing.SmallFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom bin/runner pushes to, what with, and what it says where that is not possible. */
@Timeout(180)
class RegistryAccessIT {
    private static final Path RUNNER = Path.of("bin/runner").toAbsolutePath();
    /** A name that is not known to be on loopback. */
    private static final String NAME = RegistryServer.NAME;

    private TestFolder folder;
    private Path server;
    private String out = "";
    private String err = "";

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
        folder = TestFolder.create();
        server = folder.path().resolve("registry");
        CatalogFolder.write(folder.path().resolve("catalog"), SmallFamily.left());
        Files.writeString(folder.path().resolve("hosts"), "127.0.0.1 " + NAME + "\n");
    }

    @AfterEach
    void stop() throws IOException {
        folder.close();
    }

    @Test
    void a_certificate_must_be_good() throws Exception {
        try (RegistryServer registry = RegistryServer.start(server, Option.TLS)) {
            String host = NAME + ":" + registry.port();

            assertThat(push(host, Map.of())).isEqualTo(3);
            assertThat(err).isEqualTo(cannotPush(host) + noCertificate(host));
            assertThat(push(host, Map.of(), RegistryServer.trusting(server)))
                    .as(err)
                    .isZero();
            assertThat(push(host, Map.of(), List.of(), "--insecure-registry", host))
                    .as(err)
                    .isZero();
            // On loopback nobody can listen.
            assertThat(push(registry.host(), Map.of())).as(err).isZero();
        }
    }

    @Test
    void plain_http_is_for_those_that_are_named() throws Exception {
        try (RegistryServer registry = RegistryServer.start(server)) {
            String host = NAME + ":" + registry.port();

            assertThat(push(host, Map.of())).isEqualTo(3);
            assertThat(err).isEqualTo(cannotPush(host) + noCertificate(host));
            assertThat(push(host, Map.of(), List.of(), "--insecure-registry", host))
                    .as(err)
                    .isZero();
            assertThat(registry.imageTags("citus/left")).containsExactly("1");
        }
    }

    @Test
    void the_configuration_can_be_in_a_variable() throws Exception {
        try (RegistryServer registry = RegistryServer.start(server, Option.LOGIN, Option.TLS)) {
            Path configuration = registry.writeDockerConfig(folder.path().resolve("docker"), RegistryServer.PASSWORD);
            String text = Files.readString(configuration.resolve("config.json"));

            assertThat(push(registry.host(), Map.of("DOCKER_AUTH_CONFIG", text)))
                    .as(err)
                    .isZero();
            assertThat(out + err).doesNotContain(RegistryServer.PASSWORD);
        }
    }

    @Test
    void a_helper_is_asked_and_knows_no_secrets() throws Exception {
        Path seen = folder.path().resolve("seen");
        Path programs = Files.createDirectory(folder.path().resolve("programs"));
        Path helper = Files.writeString(programs.resolve("docker-credential-test"), """
                #!/bin/sh
                { echo "$@"; cat; env; } > '%s'
                echo '{"ServerURL": "x", "Username": "%s", "Secret": "%s"}'
                """.formatted(
                        seen, RegistryServer.USER, RegistryServer.PASSWORD));
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path configuration = Files.createDirectory(folder.path().resolve("docker"));
        Files.writeString(configuration.resolve("config.json"), "{\"credsStore\": \"test\"}");
        try (RegistryServer registry = RegistryServer.start(server, Option.LOGIN)) {
            Map<String, String> environment = Map.of(
                    "PATH",
                    programs + ":" + System.getenv("PATH"),
                    "DOCKER_CONFIG",
                    configuration.toString(),
                    "DOCKER_AUTH_CONFIG",
                    "{\"auths\": {\"elsewhere\": {\"auth\": \"c2VjcmV0\"}}}");

            assertThat(push(registry.host(), environment)).as(err).isZero();
            assertThat(Files.readAllLines(seen))
                    .startsWith("get", registry.host())
                    .anyMatch(line -> line.startsWith("PATH="));
            assertThat(Files.readString(seen)).doesNotContain("DOCKER_AUTH_CONFIG");
            assertThat(out + err).doesNotContain(RegistryServer.PASSWORD);
        }
    }

    @Test
    void a_helper_that_is_not_there() throws Exception {
        Path configuration = Files.createDirectory(folder.path().resolve("docker"));
        Files.writeString(configuration.resolve("config.json"), "{\"credsStore\": \"none\"}");
        try (RegistryServer registry = RegistryServer.start(server, Option.LOGIN)) {
            assertThat(push(registry.host(), Map.of("DOCKER_CONFIG", configuration.toString())))
                    .isEqualTo(3);
            assertThat(err)
                    .contains(": the credential helper docker-credential-none cannot be asked: ")
                    .endsWith(". Install it, or take it out of " + configuration + "/config.json.\n");
        }
    }

    @Test
    void nobody_may_push_without_logging_in() throws Exception {
        try (RegistryServer registry = RegistryServer.start(server, Option.LOGIN)) {
            assertThat(push(registry.host(), Map.of())).isEqualTo(3);
            assertThat(err)
                    .isEqualTo(cannotPush(registry.host()) + " does not let you (HTTP 401). Log in with: docker login "
                            + registry.host() + "\n");
            assertThat(registry.hasRepository("citus/left")).isFalse();
        }
    }

    @Test
    void nobody_may_push_to_what_is_read_only() throws Exception {
        try (RegistryServer registry = RegistryServer.start(server, Option.READ_ONLY)) {
            assertThat(push(registry.host(), Map.of())).isEqualTo(3);
            assertThat(err.replaceAll("sha256:[0-9a-f]{64}", "DIGEST"))
                    .isEqualTo("\nfailed: Cannot push blob DIGEST of " + registry.host() + "/citus/left: "
                            + registry.host()
                            + " refused (HTTP 405, Method not allowed). Check that it is writable and accepts such"
                            + " images.\n");
        }
    }

    @Test
    void there_is_no_such_registry() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertThat(push("127.0.0.1:" + port, Map.of())).isEqualTo(3);
        assertThat(err)
                .isEqualTo(
                        cannotPush("127.0.0.1:" + port)
                                + " does not answer (connection refused). Check its name and port, the network and the proxy.\n");
        assertThat(push("nowhere.test", Map.of())).isEqualTo(3);
        assertThat(err)
                .isEqualTo(cannotPush("nowhere.test")
                        + " does not answer (unknown host). Check its name and port, the network and"
                        + " the proxy.\n");
    }

    @Test
    void what_is_there_is_not_sent_again() throws Exception {
        try (RegistryServer registry = RegistryServer.start(server)) {
            assertThat(push(registry.host(), Map.of())).as(err).isZero();
            assertThat(out).containsPattern("\nsent [0-9.]+[kM]B, skipped 0B\n");
            assertThat(push(registry.host(), Map.of(), List.of(), "--fresh"))
                    .as(err)
                    .isZero();
            assertThat(out).containsPattern("\nsent 0B, skipped [0-9.]+[kM]B\n");
            assertThat(push(registry.host(), Map.of())).as(err).isZero();
            assertThat(out).contains("[left] unchanged since ");
        }
    }

    private static String cannotPush(String host) {
        return "\nfailed: Cannot push " + host + "/citus/left:1: " + host;
    }

    private static String noCertificate(String host) {
        return " has no certificate that Java trusts, or speaks plain HTTP. Have Java trust it with: keytool"
                + " -importcert -cacerts -file CERTIFICATE; or, where nobody can listen, add: --insecure-registry "
                + host
                + "\n";
    }

    private int push(String host, Map<String, String> environment) throws IOException, InterruptedException {
        return push(host, environment, List.of());
    }

    private int push(String host, Map<String, String> environment, List<String> java, String... options)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                RUNNER.toString(),
                "push",
                "left",
                "--release",
                "--allow-dirty",
                "--repo",
                host + "/citus",
                "--store",
                path("store")));
        line.addAll(List.of(options));
        List<String> javaOptions = new ArrayList<>(java);
        javaOptions.add("-Djdk.net.hosts.file=" + path("hosts"));
        Map<String, String> variables = new HashMap<>(Map.of(
                "SLIPWAY_CATALOG_PATH", path("catalog"),
                "DOCKER_CONFIG", path("none"),
                "JDK_JAVA_OPTIONS", String.join(" ", javaOptions)));
        variables.putAll(environment);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectOutput(folder.path().resolve("out").toFile())
                .redirectError(folder.path().resolve("err").toFile());
        builder.environment().putAll(variables);
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
