package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.testing.RegistryContent;
import dev.slipway.runner.testing.RegistryServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names of releases in a real registry. */
@Timeout(120)
class PromoteIT {
    @TempDir
    Path folder;

    private final CalledRunner runner = new CalledRunner();
    private RegistryServer server;
    private RegistryContent builder;
    private RegistryContent tester;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        server = RegistryServer.start(folder.resolve("server"));
        builder = new RegistryContent(repository() + "/extbuilder");
        tester = new RegistryContent(repository() + "/exttester");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_same_bytes_get_the_name_of_the_release() throws Exception {
        String image = builder.image("17.9-dev1", "amd64");
        String index = tester.index("17.9-dev1", "amd64", "arm64");
        builder.image("16.13-dev1", "amd64");

        assertThat(promote("--from=-dev1", "pg=17")).isZero();
        assertThat(runner.lines())
                .containsExactly(
                        "IMAGE  DIGEST  NAME  RESULT",
                        "extbuilder:17.9  " + image + "  " + repository() + "/extbuilder:17.9  promoted",
                        "exttester:17.9  " + index + "  " + repository() + "/exttester:17.9  promoted");
        assertThat(runner.err()).isEmpty();
        assertThat(builder.text("17.9")).isNotEmpty().isEqualTo(builder.text("17.9-dev1"));
        assertThat(tester.text("17.9")).contains("\"manifests\"").isEqualTo(tester.text("17.9-dev1"));
        assertThat(builder.text("16.13")).isEmpty();
    }

    @Test
    void what_has_the_name_already_is_told_and_what_had_it_before_too() throws Exception {
        String image = builder.image("17.9-dev1", "amd64");
        builder.image("17.9", "amd64");
        String before = tester.image("17.9", "s390x");
        String index = tester.index("17.9-dev1", "amd64");

        assertThat(promote("--from=-dev1", "pg=17")).isZero();
        assertThat(runner.lines().stream().skip(1))
                .containsExactly(
                        "extbuilder:17.9  " + image + "  " + repository() + "/extbuilder:17.9  was there",
                        "exttester:17.9  " + index + "  " + repository() + "/exttester:17.9  promoted, was " + before);
        assertThat(promote("--from=-dev1", "pg=17")).isZero();
        assertThat(runner.lines().stream().skip(1)).allMatch(line -> line.endsWith("  was there"));
    }

    @Test
    void where_one_is_missing_none_gets_a_name_and_all_that_are_missing_are_named() throws Exception {
        builder.image("17.9-dev1", "amd64");

        assertThat(promote("--from", "-dev1", "ext*:17", "stylechecker")).isEqualTo(1);
        assertThat(runner.out()).isEmpty();
        assertThat(runner.err()).isEqualTo("""
                runner: there is no %1$s/exttester:17.9-dev1
                runner: there is no %1$s/stylechecker:0.8.33-dev1
                runner: no name was given. Push what is missing with that suffix, or leave it out
                """.formatted(repository()));
        assertThat(builder.text("17.9")).isEmpty();
    }

    @Test
    void what_nobody_knows_to_have_passed_its_checks_gets_no_name() throws Exception {
        builder.image("17.9-dev1", "amd64");
        tester.index("17.9-dev1", "amd64");

        assertThat(runner.run("promote", "--repo", repository(), "--from=-dev1", "pg=17"))
                .isEqualTo(1);
        assertThat(runner.out()).isEmpty();
        assertThat(runner.err()).isEqualTo("""
                runner: no record says that %1$s/extbuilder:17.9-dev1 has passed its checks
                runner: no record says that %1$s/exttester:17.9-dev1 has passed its checks
                runner: no name was given. Push it again with this runner, which checks it, or promote it all the same with --force
                """.formatted(repository()));
        assertThat(builder.text("17.9")).isEmpty();
    }

    @Test
    void by_the_commit_the_release_is_of_the_commit_that_the_suffix_tells() throws Exception {
        runner.environment.put("TAG_SCHEME", "git");
        builder.image("17.9-dev-0a1b2c3", "amd64");

        assertThat(promote("--from=-dev-0a1b2c3", "extbuilder:17")).isZero();
        assertThat(builder.text("17.9-v0a1b2c3")).isNotEmpty().isEqualTo(builder.text("17.9-dev-0a1b2c3"));
        assertThat(promote("--from=-dev202611231205", "extbuilder:17")).isEqualTo(2);
        assertThat(runner.err())
                .isEqualTo("runner: TAG_SCHEME=git: '-dev202611231205' does not tell a commit that the release could be"
                        + " named after. Promote what was pushed as -dev-COMMIT, or use --tag-scheme time\n");
    }

    @Test
    void a_registry_that_takes_no_names_is_told() throws Exception {
        builder.image("17.9-dev1", "amd64");
        server.close();
        server = RegistryServer.start(folder.resolve("server"), RegistryServer.Option.READ_ONLY);

        assertThat(promote("--from=-dev1", "extbuilder:17")).isEqualTo(3);
        assertThat(runner.err())
                .startsWith("runner: Cannot push " + repository() + "/extbuilder:17.9: ")
                .endsWith("runner: 0 of 1 names are given. Promote again for the others\n");
    }

    @Test
    void a_registry_that_is_not_there_is_told() {
        String name = repository() + "/extbuilder:17.9-dev1";
        server.close();

        assertThat(promote("--from=-dev1", "extbuilder:17")).isEqualTo(3);
        assertThat(runner.err())
                .isEqualTo(
                        "runner: Cannot pull " + name + ": " + server.host() + " does not answer (connection refused)."
                                + " Check its name and port, the network and the proxy.\nrunner: No name was given\n");
    }

    private int promote(String... arguments) {
        List<String> line = new ArrayList<>(List.of("promote", "--force", "--repo", repository()));
        line.addAll(Arrays.asList(arguments));
        return runner.run(line.toArray(String[]::new));
    }

    private String repository() {
        return server.host() + "/citus";
    }
}
