package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.ImageName;
import dev.slipway.runner.TestCatalog;
import dev.slipway.runner.TestFamily;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bad input to bin/runner with the real definitions: all that it says, its exit code, and that it left nothing behind.
 */
class BadInputIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String RESOURCES = "dev/slipway/definitions/slipway/";
    private static final String GRAPH = RESOURCES + "graph.json";
    private static final String SERVICE = "META-INF/services/" + Catalog.class.getName();

    @TempDir
    Path folder;

    private Path checkout;
    private Path definitions;

    /** A checkout with jars of this build, of which the definitions' may be changed. */
    @BeforeEach
    void checkOut() throws IOException {
        checkout = folder.toRealPath().resolve("checkout");
        Files.createDirectories(checkout.resolve("runner/bin"));
        Files.copy(ROOT.resolve("runner/bin/runner"), checkout.resolve("runner/bin/runner"));
        Files.createSymbolicLink(checkout.resolve("runner/target"), ROOT.resolve("runner/target"));
        // The runner looks there for what changed since it was built.
        Files.createDirectories(checkout.resolve("definitions/src/main"));
        Path jar = onlyJar(ROOT.resolve("definitions/target"));
        definitions =
                Files.createDirectories(checkout.resolve("definitions/target")).resolve(jar.getFileName());
        Files.copy(jar, definitions);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    build extbuildr                 | there is no image 'extbuildr'. Did you mean 'extbuilder'?
                    push-extbuildr-17.9             | 'push-extbuildr-17.9': there is no image 'extbuildr'. Did you mean 'extbuilder'?
                    build postgres=17               | 'postgres=17': there is no axis 'postgres'. There is pg
                    build pgg=17                    | 'pgg=17': there is no axis 'pgg'. Did you mean 'pg'?
                    push-all --profile debain       | there is no profile 'debain'. Did you mean 'debian'? A file is named by a path that ends in .toml
                    push-all --profile office       | there is no profile 'office'. There is debian. A file is named by a path that ends in .toml
                    push-all --profile office.toml  | --profile: there is no readable file office.toml
                    build extbuilder --registry-mirror mirror.example | --registry-mirror: 'mirror.example' is not of the form REGISTRY=MIRROR. Docker Hub is docker.io
                    build extbuilder --registry-mirror docker.io=https://mirror.example | --registry-mirror: 'https://mirror.example': it is a URL: drop everything up to '://'
                    build extbuilder --registry-mirror docker.io/library=mirror.example | --registry-mirror: 'docker.io/library': 'docker.io/library' is no host: write it as 'example.com' or 'example.com:5000'
                    build extbuilder --engine docker --registry-mirror docker.io=mirror.example | --registry-mirror is for the embedded engine. Builders have mirrors of their own: in buildkitd.toml, or in Docker's daemon.json
                    push-all --repo Citus           | --repo: 'Citus' is not a repository: it must be in lower case. Did you mean 'citus'?
                    push-all --repo citus:latest    | --repo: 'citus:latest' is not a repository: leave out ':latest', the tag comes from the image
                    """)
    void arguments_that_mean_nothing(String arguments, String message) throws Exception {
        assertRefused(Map.of(), "runner: " + message + "\n", arguments.split(" "));
    }

    @Test
    void an_option_that_there_is_not() throws Exception {
        assertRefused(Map.of(), """
                        runner: there is no option '--profil'. Did you mean '--profile'?
                        Try 'runner push-all --help' for all that there is.
                        """, "push-all", "--profil", "debian");
    }

    @Test
    void a_command_that_there_is_not() throws Exception {
        assertRefused(Map.of(), """
                        runner: there is no command 'pusch'. Did you mean 'push'?
                        Try 'runner --help' for all that there is.
                        """, "pusch", "extbuilder");
    }

    @Test
    void a_repository_in_the_environment_that_is_none() throws Exception {
        assertRefused(
                Map.of("DOCKER_REPO", "https://ghcr.io/org"),
                "runner: DOCKER_REPO: 'https://ghcr.io/org' is not a repository: leave out 'https://'\n",
                "push-all");
    }

    @Test
    void a_tag_that_a_profile_makes_too_long() throws Exception {
        Path profile = folder.resolve("long.toml");
        String version = "17." + "1".repeat(126);
        Files.writeString(
                profile,
                "axes.pg.releases = [{ version = \"" + version + "\", sha256 = [], citus = [\"v13.2.2\"] }]\n");

        assertRefused(
                Map.of(),
                "runner: the tag of extbuilder:" + version + " is 129 characters long, and 128 are allowed: '" + version
                        + "'. Shorten the tag of @Image, or the releases in it\n",
                "push",
                "extbuilder",
                "--release",
                "--profile",
                profile.toString());
    }

    @Test
    void a_graph_that_is_truncated() throws Exception {
        change(definitions, GRAPH, "{\n  \"version\" : 1,\n  \"family\" : { \"reposi");

        assertRefused(
                Map.of(),
                "runner: catalogue dev.slipway.definitions: graph.json: damaged at line 3, column 23:"
                        + " Unexpected end-of-input in field name. Run mvn package\n",
                "push-all");
    }

    @Test
    void a_graph_of_a_newer_version() throws Exception {
        change(definitions, GRAPH, "{ \"version\" : 2 }");

        assertRefused(
                Map.of(),
                "runner: catalogue dev.slipway.definitions: graph.json: the build graph is of version 2, and this"
                        + " runner reads up to version 1: update the runner\n",
                "push-all");
    }

    @Test
    void a_script_that_is_not_the_one_that_was_compiled() throws Exception {
        change(definitions, RESOURCES + "context/scripts/install-postgres.sh", "exit 0\n");

        assertRefused(
                Map.of(),
                "runner: catalogue dev.slipway.definitions: file 'scripts/install-postgres.sh' is not the one that"
                        + " graph.json was made with. Run mvn package\n",
                "push-all");
    }

    @Test
    void no_catalogue() throws Exception {
        change(definitions, SERVICE, "");

        assertRefused(
                Map.of(),
                "runner: there is no catalogue on the class path: run mvn package, or name the jars of one in"
                        + " SLIPWAY_CATALOG_PATH\n",
                "push-all");
    }

    @Test
    void two_catalogues_that_define_the_same_image() throws Exception {
        assertRefused(
                Map.of("SLIPWAY_CATALOG_PATH", twin().toString()),
                "runner: image 'stylechecker' is defined by two catalogues, com.example.twin and"
                        + " dev.slipway.definitions: leave one of them off the class path\n",
                "push-all");
    }

    /** Of one image, which the definitions have as well. */
    public static final class Twin implements Catalog {
        @Override
        public String name() {
            return "com.example.twin";
        }

        @Override
        public List<ImageName> images() {
            return List.of();
        }
    }

    private Path twin() throws IOException {
        Path jar = folder.resolve("twin.jar");
        String type = Twin.class.getName().replace('.', '/') + ".class";
        String graph = TestCatalog.of("com.example.twin", TestFamily.single("stylechecker", "1"))
                .resources()
                .get("graph.json");
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("create", "true"));
                InputStream code = Twin.class.getClassLoader().getResourceAsStream(type)) {
            Path resources = Files.createDirectories(files.getPath(type).resolveSibling("slipway"));
            Files.copy(code, files.getPath(type));
            Files.writeString(resources.resolve("graph.json"), graph);
            Files.createDirectories(files.getPath("META-INF/services"));
            Files.writeString(files.getPath(SERVICE), Twin.class.getName());
        }
        return jar;
    }

    private static void change(Path jar, String entry, String content) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            Files.writeString(files.getPath(entry), content);
        }
    }

    private static Path onlyJar(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).toList();
            assertThat(jars).hasSize(1);
            return jars.get(0);
        }
    }

    private void assertRefused(Map<String, String> environment, String message, String... arguments)
            throws IOException, InterruptedException {
        Path store = Files.createDirectory(folder.resolve("cache"));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("runner/bin/runner").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("XDG_CACHE_HOME", store.toString());
        builder.environment().putAll(environment);

        assertThat(builder.start().waitFor()).isEqualTo(2);
        assertThat(Files.readString(err, StandardCharsets.UTF_8)).isEqualTo(message);
        assertThat(out).isEmptyFile();
        assertThat(store).isEmptyDirectory();
    }
}
