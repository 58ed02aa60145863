package dev.slipway.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptsTest {
    private static final Path SCRIPTS = Path.of("src/main/images/scripts");

    @ParameterizedTest
    @MethodSource("scripts")
    @DisplayName("A script is executable, names its shell and stops at the first failure")
    void convention(Path script) throws IOException {
        List<String> lines = Files.readAllLines(script);

        assertThat(script).isExecutable();
        assertThat(lines.get(0)).isIn("#!/bin/bash", "#!/bin/sh");
        assertThat(lines).contains(lines.get(0).equals("#!/bin/bash") ? "set -euo pipefail" : "set -eu");
    }

    @Test
    @DisplayName("A PostgreSQL release is installed in the version that the archive has of it")
    void exactRelease(@TempDir Path programs) throws Exception {
        archive(programs, """
                postgresql-16 16.13-1.pgdg12+1
                postgresql-16 16.1-1.pgdg12+1
                postgresql-client-16 16.1-1.pgdg12+1
                postgresql-server-dev-16 16.1-1.pgdg12+1
                postgresql-16-dbgsym 16.1-1.pgdg12+1
                libpq5 18.3-1.pgdg12+1
                libpq5 16.1-1.pgdg12+1
                libpq-dev 16.1-1.pgdg12+1
                """);

        Outcome outcome = install(programs, "16.1");

        assertThat(outcome.output())
                .contains("apt-get install --yes --no-install-recommends --allow-downgrades"
                        + " postgresql-16=16.1-1.pgdg12+1 postgresql-client-16=16.1-1.pgdg12+1"
                        + " postgresql-server-dev-16=16.1-1.pgdg12+1 postgresql-16-dbgsym=16.1-1.pgdg12+1"
                        + " libpq5=16.1-1.pgdg12+1 libpq-dev=16.1-1.pgdg12+1");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    @DisplayName("Releases side by side share the libpq of the newest, and a release is newer than its betas")
    void sideBySide(@TempDir Path programs) throws Exception {
        archive(programs, """
                postgresql-17 17.9-1
                postgresql-client-17 17.9-1
                postgresql-server-dev-17 17.9-1
                postgresql-18 18~beta1-1
                postgresql-client-18 18~beta1-1
                postgresql-server-dev-18 18~beta1-1
                libpq5 18~beta1-1
                libpq-dev 18~beta1-1
                """);

        Outcome outcome = install(programs, "18~beta1 17.9");

        assertThat(outcome.output()).contains("libpq5=18~beta1-1 libpq-dev=18~beta1-1");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    @DisplayName("A release that no archive has is named, with those that there are")
    void unknownRelease(@TempDir Path programs) throws Exception {
        archive(programs, "postgresql-15 15.20-0+deb12u1\npostgresql-15 15.18-0+deb12u1\n");

        Outcome outcome = install(programs, "16.13");

        assertThat(outcome.output())
                .contains("PostgreSQL 16.13 is in none of the configured archives")
                .contains("postgresql-15: 15.20-0+deb12u1 15.18-0+deb12u1")
                .doesNotContain("apt-get install");
        assertThat(outcome.exitCode()).isNotZero();
    }

    @Test
    @DisplayName("PGDG without debug symbols is a mistake; an archive that keeps them elsewhere is not")
    void debugSymbols(@TempDir Path programs) throws Exception {
        String packages = """
                postgresql-15 VERSION
                postgresql-client-15 VERSION
                postgresql-server-dev-15 VERSION
                libpq5 VERSION
                libpq-dev VERSION
                """;

        archive(programs, packages.replace("VERSION", "15.20-1.pgdg12+1"));
        Outcome fromPgdg = install(programs, "15");
        archive(programs, packages.replace("VERSION", "15.20-0+deb12u1"));
        Outcome fromDebian = install(programs, "15");

        assertThat(fromPgdg.exitCode()).isNotZero();
        assertThat(fromPgdg.output()).contains("postgresql-15-dbgsym is in none of the configured archives");
        assertThat(fromDebian.exitCode()).isZero();
        assertThat(fromDebian.output()).contains("goes on without postgresql-15-dbgsym");
    }

    static Stream<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.sorted().toList().stream();
        }
    }

    /** Stands in for apt: lines are a package and a version, newest first. */
    private static void archive(Path programs, String packages) throws IOException {
        Files.writeString(programs.resolve("packages"), packages);
        program(programs, "apt-cache", """
                case $1 in
                    madison) awk -v name="$2" '$1 == name { print $1, "|", $2, "|", "http://archive Packages" }' %1$s ;;
                    pkgnames) cut -d ' ' -f 1 %1$s | sort --unique ;;
                esac
                """.formatted(programs.resolve("packages")));
        program(programs, "apt-get", "echo apt-get \"$@\"\n");
        program(programs, "find", "true\n");
        program(programs, "rm", "true\n");
        program(
                programs,
                "dpkg",
                "[ \"$(printf '%s\\n' \"$2\" \"$4\" | sort --version-sort | tail -n 1)\" = \"$2\" ]\n");
    }

    private static void program(Path programs, String name, String lines) throws IOException {
        Path program = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + lines);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private static Outcome install(Path programs, String releases) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        SCRIPTS.resolve("install-postgres.sh").toAbsolutePath().toString())
                .redirectErrorStream(true);
        builder.environment().putAll(Map.of("PATH", programs + ":" + System.getenv("PATH"), "PG_VERSIONS", releases));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private record Outcome(int exitCode, String output) {}
}
