package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/runner in a checkout of its own, with a java that prints its arguments. */
class RunnerScriptTest {
    private static final Instant BUILT = Instant.parse("2026-11-23T09:05:59Z");

    @TempDir
    Path folder;

    private Path checkout;
    private Path script;

    @BeforeEach
    void copyScript() throws IOException {
        checkout = Files.createDirectories(folder.toRealPath().resolve("a checkout"));
        script = checkout.resolve("runner/bin/runner");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of("bin/runner"), script);
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void it_says_what_to_run_where_nothing_is_built() throws IOException, InterruptedException {
        Result result = run(Map.of(), script.toString(), "list");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).isEqualTo("runner: not built yet: run mvn package in " + checkout + "\n");
    }

    @Test
    void it_finds_its_jars_through_a_link_from_any_folder() throws IOException, InterruptedException {
        build();
        Path link = Files.createDirectories(folder.resolve("bin")).resolve("runner");
        Files.createSymbolicLink(link, link.getParent().relativize(folder.resolve("a checkout/runner/bin/runner")));

        Result result = run(Map.of("JAVA_HOME", java("17.0.15").toString()), link.toString(), "build", "a b");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output().lines())
                .contains(checkout + "/runner/target/slipway-runner-1.jar:" + checkout + "/runner/target/lib/*:"
                        + checkout + "/definitions/target/slipway-definitions-1.jar")
                .endsWith("dev.slipway.runner.cli.Main", "build", "a b");
    }

    @Test
    void further_catalogues_stand_at_the_end_of_the_class_path() throws IOException, InterruptedException {
        build();

        Result result = run(
                Map.of("JAVA_HOME", java("21").toString(), "SLIPWAY_CATALOG_PATH", "/x.jar:/y.jar"), script.toString());

        assertThat(result.output()).contains("/definitions/target/slipway-definitions-1.jar:/x.jar:/y.jar\n");
    }

    @Test
    void java_gets_the_archive_of_classes_that_was_made_with_its_version() throws IOException, InterruptedException {
        build();
        Path archive = checkout.resolve("runner/target/runner-21.0.2.jsa");
        Files.createFile(archive);

        Result with = run(Map.of("JAVA_HOME", java("21.0.2").toString()), script.toString());
        Result without = run(Map.of("JAVA_HOME", java("21.0.3").toString()), script.toString());

        assertThat(without.output()).doesNotContain("SharedArchiveFile");
        assertThat(with.output().lines()).contains("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
    }

    @Test
    void an_old_java_is_refused() throws IOException, InterruptedException {
        build();
        Path home = java("11.0.2");

        Result result = run(Map.of("JAVA_HOME", home.toString()), script.toString(), "list");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.output())
                .isEqualTo("runner: Java 17 or newer is needed, and " + home + "/bin/java is Java 11\n");
    }

    @Test
    void it_says_what_to_run_where_a_definition_has_changed() throws IOException, InterruptedException {
        build();
        Path definition = checkout.resolve("definitions/src/main/java/Tools.java");
        Files.createFile(definition);
        Files.setLastModifiedTime(definition, FileTime.from(BUILT.plusMillis(1)));

        Result result = run(Map.of("JAVA_HOME", java("17.0.15").toString()), script.toString(), "list");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output())
                .isEqualTo("runner: changed since it was built: " + definition + ": run mvn package in " + checkout
                        + "\n");
    }

    @Test
    void what_is_as_old_as_the_build_or_an_editors_does_not_matter() throws IOException, InterruptedException {
        build();
        Path sources = checkout.resolve("definitions/src/main/java");
        Files.setLastModifiedTime(Files.createFile(sources.resolve("Tools.java")), FileTime.from(BUILT));
        Files.createFile(sources.resolve(".Tools.java.swp"));

        Result result = run(Map.of("JAVA_HOME", java("17.0.15").toString()), script.toString(), "list");

        assertThat(result.output()).endsWith("dev.slipway.runner.cli.Main\nlist\n");
        assertThat(result.exitCode()).isZero();
    }

    private void build() throws IOException {
        Files.createDirectories(checkout.resolve("definitions/src/main/java"));
        Files.createDirectories(checkout.resolve("runner/target/lib"));
        Files.createFile(checkout.resolve("runner/target/slipway-runner-1.jar"));
        Files.createDirectories(checkout.resolve("definitions/target"));
        Path definitions = Files.createFile(checkout.resolve("definitions/target/slipway-definitions-1.jar"));
        Files.setLastModifiedTime(definitions, FileTime.from(BUILT));
    }

    private Path java(String version) throws IOException {
        Path home = folder.resolve("jdk");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private record Result(int exitCode, String output) {}

    private Result run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .directory(Path.of("/").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
