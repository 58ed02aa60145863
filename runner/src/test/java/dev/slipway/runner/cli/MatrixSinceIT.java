package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What has changed in the real definitions, in a checkout of its own with real git and Maven: its work tree is this one,
 * its commits are not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixSinceIT {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path RELEASES = Path.of("definitions/src/main/java/dev/slipway/definitions/Postgres.java");
    private static final Path RUST = Path.of("definitions/src/main/images/scripts/install-rust.sh");
    private static final Path PROFILE = Path.of("definitions/src/main/profiles/debian.toml");
    private static final String RELEASE = "17.9";

    @TempDir
    private static Path folder;

    private Path checkout;
    private String release;

    private record Result(int exitCode, String output, String errors) {}

    /** Commits another minor release and another script, and one that does not compile, and goes back to what is here. */
    @BeforeAll
    void makeCheckout() throws IOException, InterruptedException {
        checkout = Files.createDirectory(folder.toRealPath().resolve("checkout"));
        for (String file : List.of(
                "pom.xml", ".mvn", "dsl", "processor", "definitions", "runner/pom.xml", "runner/bench/pom.xml")) {
            copy(file);
        }
        git("init", "--quiet");
        edit(RELEASES, "@Release(\"" + RELEASE + "\")", "@Release(\"17.8\")");
        edit(RUST, "#!/bin/sh", "#!/bin/sh -e");
        commit("before");
        edit(RELEASES, "@Axis", "@Axes");
        commit("broken");
        git("checkout", "--quiet", "before", "--", ".");
        copy(RELEASES.toString());
        copy(RUST.toString());
        release = jar();
    }

    @Test
    void what_changed_is_built_and_the_reasons_are_told() throws IOException, InterruptedException {
        Result result = runner("matrix", "--format", "github", "--since", "before");

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        JsonNode matrix = new ObjectMapper().readTree(result.output());
        assertThat(images(matrix.get("waves").get(0)))
                .containsExactly(
                        "pythonpostgres:17.9",
                        "compilerpostgres:17.9",
                        "exttester:16.13",
                        "exttester:18.3",
                        "pgupgradetester",
                        "stylechecker");
        assertThat(images(matrix.get("waves").get(1)))
                .containsExactly("citusupgradetester:17.9", "extbuilder:17.9", "exttester:17.9", "failtester:17.9");
        assertThat(matrix.get("groups").get("include")).hasSize(3);
        assertThat(matrix.get("changed").get("exttester:16.13").toString())
                .isEqualTo("[\"file scripts/install-rust.sh changed\"]");
        assertThat(matrix.get("changed").get("extbuilder:17.9").toString())
                .isEqualTo("[\"is new\",\"needs compilerpostgres:17.9, which changed\"]");
        assertThat(matrix.get("changed").get("pgupgradetester").toString()).contains("\"its tag was 16.13-17.8-18.3\"");
        assertThat(matrix.get("changed").has("pythonbase")).isFalse();
    }

    @Test
    void a_picture_shows_what_changed_and_nothing_else() throws IOException, InterruptedException {
        Result result = runner("graph", "extbuilder", "exttester:18", "--format", "mermaid", "--since", "before");

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).isEqualTo("""
                        flowchart LR
                            n0["compilerpostgres:17.9"]:::base
                            n1["extbuilder:17.9"]:::published
                            n2["exttester:18.3"]:::published
                            n0 --> n1
                            classDef published fill:#dbeafe,stroke:#2563eb,color:#1e3a8a
                            classDef base fill:#f3f4f6,stroke:#6b7280,color:#374151,stroke-dasharray:5 3
                        """);
    }

    @Test
    void a_profile_that_comes_by_its_bases_in_another_way_changes_everything()
            throws IOException, InterruptedException {
        Path profile = checkout.resolve(PROFILE);
        Files.writeString(
                profile, Files.readString(profile).replace("[\"ca-certificates\"]", "[\"ca-certificates\", \"git\"]"));

        Result result = runner("matrix", "--profile", profile.toString(), "--since", "before");

        assertThat(result.errors()).isEmpty();
        assertThat(result.output()).isEqualTo("""
                        JOBS    NAME                 DOES
                        wave 1  compilerbase         builds compilerbase
                        wave 2  compilerpostgres:15  builds compilerpostgres:15
                        wave 3  extbuilder:15        pushes extbuilder:15
                        group   compilerbase         pushes extbuilder:15
                        changed: compilerbase: %1$s comes by its bases in another way
                        changed: compilerpostgres:15: %1$s comes by its bases in another way
                        changed: extbuilder:15: %1$s comes by its bases in another way
                        """.formatted(profile));
    }

    @Test
    void where_the_commit_does_not_compile_everything_counts_as_changed() throws IOException, InterruptedException {
        Result result = runner("matrix", "stylechecker", "--since", "broken");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).isEqualTo("""
                        JOBS    NAME          DOES
                        wave 1  stylechecker  pushes stylechecker
                        group   stylechecker  pushes stylechecker
                        changed: stylechecker: cannot be compared with broken
                        """);
        assertThat(result.errors())
                .startsWith("runner: --since: everything in catalogue dev.slipway.definitions counts as changed, as it"
                        + " cannot be compared with broken: mvn package failed:\n")
                .contains("Postgres.java:[", "cannot find symbol");
    }

    @Test
    void a_commit_that_is_none_is_refused() throws IOException, InterruptedException {
        for (String name : List.of("nonsense", "", "-q", "0000000000000000000000000000000000000000")) {
            Result result = runner("matrix", "--since=" + name);

            assertThat(result.errors())
                    .isEqualTo("runner: --since: there is no commit '" + name + "' in " + checkout
                            + ". If it is one of another clone, fetch it; in GitHub Actions, give actions/checkout"
                            + " fetch-depth: 0\n");
            assertThat(result.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void a_catalogue_that_was_not_built_where_it_is_is_refused() throws IOException, InterruptedException {
        Path alone = Files.createDirectory(folder.toRealPath().resolve("alone"));
        Path jar = Files.copy(Path.of(release), alone.resolve("definitions.jar"));

        Result result = run(jar.toString(), "matrix", "--since", "HEAD");

        assertThat(result.errors())
                .isEqualTo("runner: --since: the catalogue in " + alone
                        + " was not built there: no folder above it has a pom.xml. Run it from its checkout\n");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    private static List<String> images(JsonNode matrix) {
        List<String> images = new ArrayList<>();
        matrix.get("include").forEach(job -> images.add(job.get("images").asText()));
        return images;
    }

    private Result runner(String... arguments) throws IOException, InterruptedException {
        return run(release, arguments);
    }

    /** The runner under test, with the definitions of that jar instead of those that are on this test's class path. */
    private static Result run(String jar, String... arguments) throws IOException, InterruptedException {
        String others = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !isDefinitions(entry))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                others + File.pathSeparator + jar,
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile(folder, "errors", "");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output, Files.readString(errors));
    }

    private static boolean isDefinitions(String entry) {
        return Path.of(entry).startsWith(PROJECT.resolve("definitions"));
    }

    /** The jar that Maven has made of this work tree, at its place in the other. */
    private String jar() throws IOException {
        Path target = Files.createDirectories(checkout.resolve("definitions/target"));
        try (Stream<Path> files = Files.list(PROJECT.resolve("definitions/target"))) {
            Path jar = files.filter(file -> file.toString().endsWith("SNAPSHOT.jar"))
                    .findFirst()
                    .orElseThrow();
            return Files.copy(jar, target.resolve(jar.getFileName())).toString();
        }
    }

    private void copy(String file) throws IOException {
        Path from = PROJECT.resolve(file);
        Path target = from.resolve("target");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : files.filter(path -> !path.startsWith(target)).toList()) {
                Path to = checkout.resolve(PROJECT.relativize(each));
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    Files.copy(each, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private void edit(Path file, String from, String to) throws IOException {
        Path edited = checkout.resolve(file);
        String text = Files.readString(edited);
        assertThat(text).contains(from);
        Files.writeString(edited, text.replace(from, to));
    }

    private void commit(String tag) throws IOException, InterruptedException {
        git("add", "--all", "--force");
        git("-c", "user.name=Tester", "-c", "user.email=tester@example.org", "commit", "--quiet", "--message=" + tag);
        git("tag", tag);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command)
                        .directory(checkout.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
