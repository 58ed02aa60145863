package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.catalog.Catalog;
import dev.slipway.graph.Operation;
import dev.slipway.model.Origin;
import dev.slipway.runner.TestCatalog;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.FakeEngine;
import dev.slipway.runner.engine.embedded.EmbeddedEngine;
import dev.slipway.runner.evidence.BuildFacts.DefinitionSource;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Rerun;
import dev.slipway.runner.registry.RegistrySettings;
import dev.slipway.runner.store.Store;
import dev.slipway.runner.testing.Golden;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ApplicationTest {
    private static final int CODE_ELSEWHERE = 42;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T09:05:59Z"), ZoneOffset.UTC);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/somebody"));
    private final FakeEngine engine = new FakeEngine();
    private final List<EngineSettings> settings = new ArrayList<>();
    private final List<RegistrySettings> registries = new ArrayList<>();
    private boolean looking;
    private List<Catalog> catalogs = List.of(TestCatalog.of("dev.example", TestFamily.family())
            .with("profiles/debian.toml", "images.omit = [{ name = \"extbuilder\", because = \"needs PGDG\" }]")
            .with(
                    "profiles/partial.toml",
                    "images.omit = [{ name = \"exttester\", because = \"has no tests here\" }]"));

    @TempDir
    Path folder;

    @Test
    void list_prints_a_table() {
        assertThat(run("list", "--release")).isZero();
        assertThat(out.toString()).isEqualTo("""
                        IMAGE            VARIANT   REFERENCE
                        extbuilder       pg=16.13  citus/extbuilder:16.13
                        extbuilder       pg=17.9   citus/extbuilder:17.9
                        exttester        pg=16.13  citus/exttester:16.13
                        exttester        pg=17.9   citus/exttester:17.9
                        pgupgradetester            citus/pgupgradetester:16.13-17.9
                        stylechecker               citus/stylechecker:0.8.33
                        """);
    }

    @Test
    void list_prints_json(TestInfo test) {
        environment.put("DOCKER_REPO", "ghcr.io/org");

        assertThat(run("list", "--json")).isZero();
        Golden.assertMatches(out.toString(), "json", test);
    }

    @Test
    void plan_prints_json(TestInfo test) {
        assertThat(run("plan", "--json", "--profile", "partial", "--release")).isZero();
        Golden.assertMatches(out.toString(), "json", test);
    }

    @Test
    void a_plan_of_one_image_that_needs_no_other_says_so() {
        assertThat(run("plan", "stylechecker", "--release")).isZero();
        assertThat(out.toString()).endsWith("\n1 image\n");
    }

    @Test
    void plan_prints_what_an_image_promises() {
        assertThat(run("plan", "pgupgradetester", "--release")).isZero();
        assertThat(out.toString()).contains("    check  psql --version prints psql  PgUpgradeTester.java:7 @Check\n");
    }

    @Test
    void plan_prints_steps_with_their_origins() {
        assertThat(run("plan", "exttester:16", "--release")).isZero();
        assertThat(out.toString()).isEqualTo("""
                        compilerbase  (needed by extbuilder:16.13)
                          from buildpack-deps:bookworm
                            1  apt-get install bison flex  ExtBuilder.java:14 @AptPackages

                        extbuilder:16.13 = citus/extbuilder:16.13  (needed by exttester:16.13)
                          from compilerbase
                            1  apt repository pgdg            ExtBuilder.java:8 @AptRepository
                            2  apt-get install postgresql-16  ExtBuilder.java:14 @AptPackages

                        exttester:16.13 = citus/exttester:16.13
                          from extbuilder:16.13
                            1  RUN test.sh  ExtTester.java:14 @Run

                        1 image and 2 more that it needs
                        """);
    }

    @Test
    void graph_prints_what_images_stand_on() {
        assertThat(run("graph", "exttester:17")).isZero();
        assertThat(out.toString()).isEqualTo("""
                        // Generated by Slipway. Do not edit.
                        digraph "citus" {
                            rankdir=LR;
                            node [shape=box, fontname="sans-serif"];
                            "compilerbase" [style=dashed];
                            "extbuilder:17.9" [style="filled,bold", fillcolor="#dbeafe"];
                            "exttester:17.9" [style="filled,bold", fillcolor="#dbeafe"];
                            "compilerbase" -> "extbuilder:17.9";
                            "extbuilder:17.9" -> "exttester:17.9";
                        }
                        """);
    }

    @ParameterizedTest
    @CsvSource({"svg, svg", "mermaid, mmd", "json, json"})
    void graph_is_written_for_whoever_shows_it(String format, String extension, TestInfo test) throws IOException {
        Path file = folder.resolve("graph");
        assertThat(run("graph", "exttester", "--format", format, "--output", file.toString()))
                .isZero();
        assertThat(out.toString()).isEmpty();
        Golden.assertMatches(Files.readString(file), extension, test);
    }

    @Test
    void matrix_prints_jobs_for_people() {
        assertThat(run("matrix", "exttester:17", "stylechecker")).isZero();
        assertThat(out.toString()).isEqualTo("""
                        JOBS    NAME             DOES
                        wave 1  compilerbase     builds compilerbase
                        wave 1  stylechecker     pushes stylechecker
                        wave 2  extbuilder:17.9  builds extbuilder:17.9
                        wave 3  exttester:17.9   pushes exttester:17.9
                        group   compilerbase     pushes exttester:17.9
                        group   stylechecker     pushes stylechecker
                        """);
    }

    @Test
    void matrix_prints_one_line_for_github(TestInfo test) {
        assertThat(run("matrix", "--format", "github", "--profile", "partial")).isZero();
        Golden.assertMatches(out.toString(), "json", test);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    compilerbase    | 'compilerbase' is a base that is not published: it can be built, not pushed. Set published in its @Image to change that
                    exttestr        | there is no image 'exttestr'. Did you mean 'exttester'?
                    """)
    void a_matrix_of_what_is_not_published_is_refused(String selector, String message) {
        assertThat(run("matrix", selector)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("runner: " + message + "\n");
    }

    @Test
    void a_matrix_for_somebody_else_is_refused() {
        assertThat(run("matrix", "--format", "gitlab")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("runner: Invalid value for option '--format': 'gitlab' is none of text, github."
                        + " Did you mean 'github'?\n");
    }

    @Test
    void export_prints_the_workflow(TestInfo test) {
        assertThat(run("export", "github-workflow", "--repo", "ghcr.io/org")).isZero();
        Golden.assertMatches(out.toString(), "yml", test);
    }

    @Test
    void export_fills_a_template_of_the_catalogue_and_writes_a_file() throws IOException {
        catalogs = List.of(TestCatalog.of("dev.example", TestFamily.family())
                .with("templates/tags.template", "@{image.extbuilder}:@{pg.plain}@{suffix}\n"));
        Path file = folder.resolve("a/file");

        assertThat(run("export", "tags", "--tag-suffix=-dev1", "--output", file.toString()))
                .isZero();
        assertThat(Files.readString(file)).isEqualTo("citus/extbuilder:16.13-dev1\ncitus/extbuilder:17.9-dev1\n");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                                | the name of a template is missing. There is github-workflow
                    other                             | there is no template 'other'. There is github-workflow
                    github-workflw                    | there is no template 'github-workflw'. Did you mean 'github-workflow'?
                    github-workflow --output=/        | --output: cannot write /: java.nio.file.FileSystemException: /: Is a directory
                    github-workflow --repo=a:b        | --repo: 'a:b' is not a repository: leave out ':b', the tag comes from the image
                    """)
    void an_export_that_cannot_be_is_refused(String arguments, String message) {
        assertThat(run(("export " + arguments).strip().split(" "))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("runner: " + message + "\n");
    }

    @Test
    void a_suffix_can_be_given_so_that_several_runs_have_the_same() {
        environment.put("TAG_SUFFIX", "-dev1");

        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains(" citus/stylechecker:0.8.33-dev1\n");
        assertThat(run("list", "--tag-suffix", "_2")).isZero();
        assertThat(out.toString()).contains(" citus/stylechecker:0.8.33_2\n");
        environment.put("TAG_SUFFIX", "");
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains(" citus/stylechecker:0.8.33-dev202611230905\n");
    }

    @Test
    void a_suffix_goes_before_the_scheme_that_would_make_one() {
        environment.put("TAG_SCHEME", "git");

        assertThat(run("list", "--tag-suffix=-dev1")).isZero();
        assertThat(out.toString()).contains(" citus/stylechecker:0.8.33-dev1\n");
        assertThat(run("list", "--tag-scheme=time")).isZero();
        assertThat(out.toString()).contains(" citus/stylechecker:0.8.33-dev202611230905\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    --tag-suffix=+1           | `` | --tag-suffix: '+1' cannot stand behind a tag, which is made of letters, digits, dots, dashes and underscores
                    --tag-suffix=             | `` | --tag-suffix: '' cannot stand behind a tag, which is made of letters, digits, dots, dashes and underscores
                    --repo=citus              | a b | TAG_SUFFIX: 'a b' cannot stand behind a tag, which is made of letters, digits, dots, dashes and underscores
                    --release                 | -1 | --release leaves out what TAG_SUFFIX puts behind the tags: give one of them
                    --release --tag-suffix=-1 | `` | --release leaves out what --tag-suffix puts behind the tags: give one of them
                    """)
    void a_suffix_that_no_tag_can_have_is_refused(String options, String variable, String message) {
        environment.put("TAG_SUFFIX", variable);

        assertThat(run(("list " + options).split(" "))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("runner: " + message + "\n");
    }

    @Test
    void a_dry_run_says_what_would_be_pushed() {
        assertThat(run(
                        "push",
                        "stylechecker",
                        "--dry-run",
                        "--repo",
                        "127.0.0.1:5000/citus",
                        "--release",
                        "--allow-dirty"))
                .isZero();
        assertThat(out.toString()).contains("stylechecker -> push 127.0.0.1:5000/citus/stylechecker:0.8.33");
        assertThat(engine.log).isEmpty();
    }

    @Test
    void where_engines_only_look_what_is_all_there_is_told_at_its_end() {
        assertThat(run("build", "stylechecker", "--release", "--jobs", "1")).isZero();
        String told = out.toString().replaceAll("[0-9.]+s\\b", "Ts");
        looking = true;

        assertThat(run("build", "stylechecker", "--release", "--jobs", "1")).isZero();
        assertThat(out.toString().replaceAll("[0-9.]+s\\b", "Ts")).isEqualTo(told);
    }

    @Test
    void where_engines_only_look_what_is_to_be_done_is_done_elsewhere_and_nothing_is_told() {
        looking = true;
        engine.lack("extbuilder:17.9");

        assertThat(run("build", "exttester", "--keep-going")).isEqualTo(CODE_ELSEWHERE);
        assertThat(out.toString() + err).isEmpty();
        assertThat(engine.log).doesNotContain("build exttester:17.9", "tidy").endsWith("close");
        assertThat(settings.get(0).contexts().get("exttester").folder()).doesNotExist();
    }

    @Test
    void build_shows_each_step_and_a_summary() {
        assertThat(run("build", "stylechecker", "--release", "--jobs", "1")).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll("[0-9.]+s\\b", "Ts")))
                .containsExactly(
                        "[stylechecker] 1/1 apk add git",
                        "[stylechecker] | output of apk add git",
                        "[stylechecker] 1/1 done in Ts",
                        "[stylechecker] built in Ts",
                        "",
                        "IMAGE         REFERENCE                  TIME  RESULT",
                        "stylechecker  citus/stylechecker:0.8.33  Ts  built",
                        "done in Ts");
        assertThat(err.toString()).isEmpty();
        assertThat(engine.log).containsExactly("build stylechecker", "built stylechecker", "tidy", "close");
    }

    @Test
    void make_targets_work() {
        assertThat(run("build-extbuilder-17.9", "--progress=quiet", "--release"))
                .isZero();
        assertThat(out.toString()).isEqualTo("citus/extbuilder:17.9\n");
        assertThat(run("push-stylechecker")).isZero();
        assertThat(engine.log).contains("publish citus/stylechecker:0.8.33-dev202611230905");
    }

    @Test
    void progress_is_json_for_programs() throws IOException {
        assertThat(run("push", "stylechecker", "--progress", "json", "--release", "--allow-dirty"))
                .isZero();

        List<JsonNode> events = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            events.add(new ObjectMapper().readTree(line));
        }
        assertThat(events.stream().map(event -> event.get("event").asText()))
                .containsExactly(
                        "nodeStarted",
                        "operationStarted",
                        "outputLine",
                        "operationFinished",
                        "nodeFinished",
                        "uploadStarted",
                        "uploaded",
                        "published",
                        "runFinished");
        assertThat(events.get(0).get("time").asText()).isEqualTo("2026-11-23T09:05:59Z");
        JsonNode image = events.get(8).get("images").get(0);
        assertThat(image.get("state").asText()).isEqualTo("published");
        assertThat(image.get("digest").asText()).isEqualTo(FakeEngine.DIGEST);
    }

    @Test
    void push_shows_the_digest_that_was_published() {
        assertThat(run("push", "stylechecker", "--release", "--allow-dirty")).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll("[0-9.]+s\\b", "Ts")))
                .containsSubsequence(
                        "[stylechecker] built in Ts",
                        "[stylechecker] published citus/stylechecker:0.8.33 " + FakeEngine.DIGEST,
                        "IMAGE         REFERENCE                  TIME  RESULT     DIGEST               SIZE",
                        "stylechecker  citus/stylechecker:0.8.33  Ts  published  sha256:0123456789ab  12.3MB");
        assertThat(settings).singleElement().matches(EngineSettings::publishes);
    }

    @Test
    void a_quiet_push_prints_what_is_published_and_nothing_else() {
        engine.fail("upload citus/exttester:16.13", new Failure.RegistryUnavailable("no room"));

        assertThat(run(
                        "push",
                        "exttester:16",
                        "stylechecker",
                        "--release",
                        "--allow-dirty",
                        "--keep-going",
                        "--progress",
                        "quiet"))
                .isNotZero();
        assertThat(out.toString()).isEqualTo("citus/stylechecker:0.8.33 " + FakeEngine.DIGEST + "\n");
    }

    @Test
    void failures_stand_at_the_end_with_their_origins_and_output() {
        engine.fail(
                "build stylechecker",
                new Failure.StepFailed(
                        "stylechecker",
                        "stylechecker",
                        new Operation(
                                "apk add git",
                                List.of(),
                                List.of(new Origin("dev.example.StyleChecker", "ApkPackages", "StyleChecker.java", 9))),
                        2,
                        List.of("no such package:", "  git")));

        assertThat(run("push", "stylechecker")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("""

                        failed: stylechecker: 'apk add git' failed with exit code 2
                          asked for at StyleChecker.java:9 @ApkPackages
                          | no such package:
                          |   git
                          look around there: runner shell --failed stylechecker
                          all that it printed: runner logs 20261123-090559-01 stylechecker
                        """);
        assertThat(engine.log).noneMatch(line -> line.startsWith("publish")).endsWith("close");
    }

    @Test
    void a_failure_is_looked_at_with_the_options_of_the_run() {
        engine.fail("build stylechecker", failingStep());

        assertThat(run("build", "stylechecker", "--store", folder + "/the store", "--profile=debian", "--jobs", "2"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("  look around there: runner shell --failed stylechecker --store '" + folder
                        + "/the store' --profile=debian\n");
    }

    @Test
    void logs_of_the_last_run_are_printed_by_image() {
        run("build", "stylechecker", "compilerbase");

        assertThat(run("logs")).isZero();
        assertThat(out.toString().replaceAll("built in [0-9.]+s", "built in Ts"))
                .isEqualTo("""
                        == compilerbase
                        1/1 apt-get install bison flex
                        | output of apt-get install bison flex
                        1/1 done in 1.5s
                        built in Ts
                        == stylechecker
                        1/1 apk add git
                        | output of apk add git
                        1/1 done in 1.5s
                        built in Ts
                        """);

        assertThat(run("logs", "stylechecker")).isZero();
        assertThat(out.toString()).startsWith("1/1 apk add git\n| output of apk add git\n");
    }

    @Test
    void runs_are_listed_with_what_came_of_them_and_looked_into_by_name() {
        run("build", "stylechecker");
        engine.fail("build compilerbase", new Failure.EngineUnavailable("no runc", "Install it"));
        run("build", "compilerbase", "--profile", "debian");

        assertThat(run("logs", "--list")).isZero();
        assertThat(out.toString()).isEqualTo("""
                        RUN                 RESULT  COMMAND
                        20261123-090559-02  failed  runner build compilerbase --profile debian
                        20261123-090559-01  done    runner build stylechecker
                        """);

        assertThat(run("logs", "20261123-090559-01", "stylechecker")).isZero();
        assertThat(out.toString()).startsWith("1/1 apk add git\n");
        assertThat(run("logs", "20261123-090559-02")).isZero();
        assertThat(out.toString()).endsWith("failed: no runc. Install it\n");
    }

    @Test
    void runs_and_images_that_are_not_there_are_refused_with_those_that_are() {
        assertThat(run("logs")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("runner: no run is kept yet in " + folder + "/state/slipway\n");
        run("build", "stylechecker");

        assertThat(run("logs", "20261123-090559-04")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("runner: there is no run '20261123-090559-04'. Did you mean '20261123-090559-01'?"
                        + " 'runner logs --list' lists those that are kept\n");
        assertThat(run("logs", "stylecheker")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("runner: run 20261123-090559-01 has no image 'stylecheker'. Did you mean 'stylechecker'? It"
                        + " has stylechecker\n");
        assertThat(run("logs", "--list", "stylechecker")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("runner: --list lists all runs, and takes no 'stylechecker'\n");
    }

    @Test
    void what_is_kept_of_a_run_has_its_plan_and_how_it_was_asked_for() throws IOException {
        run("build", "exttester:17", "--profile", "partial", "--jobs", "3");
        run("build", "exttester:17", "--release", "--jobs", "3");

        JsonNode description = new ObjectMapper()
                .readTree(folder.resolve("state/slipway/runs/20261123-090559-01/run.json")
                        .toFile());
        assertThat(description.path("started").asText()).isEqualTo("2026-11-23T09:05:59Z");
        assertThat(description.path("profile").asText()).isEmpty();
        assertThat(description.path("arguments").findValuesAsText("")).isEmpty();
        assertThat(description.path("arguments").toString())
                .isEqualTo("[\"build\",\"exttester:17\",\"--release\",\"--jobs\",\"3\"]");
        assertThat(description.path("nodes").findValuesAsText("id"))
                .containsExactly("compilerbase", "extbuilder:17.9", "exttester:17.9");
        assertThat(description.path("nodes").get(2).path("needs").toString()).isEqualTo("[\"extbuilder:17.9\"]");
    }

    @Test
    void a_run_whose_logs_cannot_be_kept_is_a_run_all_the_same() throws IOException {
        environment.put(
                "XDG_STATE_HOME", Files.createFile(folder.resolve("file")).toString());

        assertThat(run("build", "stylechecker")).isZero();
        assertThat(err.toString())
                .startsWith("runner: warning: no log of this run is kept: ")
                .contains(folder + "/file/slipway")
                .contains("runner: warning: how long steps took is not kept: ");
        assertThat(err.toString().lines()).hasSize(2);
    }

    @Test
    void a_run_that_only_looks_and_goes_elsewhere_keeps_nothing() {
        looking = true;
        engine.lack("stylechecker");

        assertThat(run("build", "stylechecker")).isEqualTo(CODE_ELSEWHERE);
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void a_run_that_only_looks_and_finds_all_keeps_nothing() {
        looking = true;

        assertThat(run("build", "stylechecker")).isZero();
        assertThat(out.toString()).contains("[stylechecker] built");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void a_terminal_is_asked_for_where_there_is_none() {
        assertThat(run("build", "stylechecker", "--progress", "tty")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("runner: --progress tty: the output goes to no terminal, or to one that is dumb by TERM. Use"
                        + " plain\n");
        assertThat(engine.log).isEmpty();
    }

    @Test
    void an_engine_that_is_not_available_exits_with_3() {
        engine.fail("build stylechecker", new Failure.EngineUnavailable("no runc", "Install it"));

        assertThat(run("build", "stylechecker")).isEqualTo(3);
    }

    @Test
    void an_interrupted_run_exits_with_130() {
        engine.fail("build stylechecker", new Failure.Interrupted());

        assertThat(run("build", "stylechecker")).isEqualTo(130);
        assertThat(engine.log).doesNotContain("tidy");
    }

    @Test
    void a_profile_leaves_images_out_and_says_so() {
        assertThat(run("build-all", "--profile", "debian", "--release")).isZero();
        assertThat(engine.log).doesNotContain("build extbuilder:16.13");
        assertThat(out.toString()).contains("""
                        left out: extbuilder: needs PGDG
                        left out: exttester: needs extbuilder, which is left out
                        """);
    }

    @Test
    void the_registry_is_spoken_to_as_told() {
        assertThat(run(
                        "push",
                        "stylechecker",
                        "--upload-jobs",
                        "7",
                        "--insecure-registry",
                        "registry.lab:5000",
                        "--insecure-registry",
                        "mirror.lab"))
                .isZero();
        assertThat(registries).singleElement().satisfies(access -> {
            assertThat(access.uploads()).isEqualTo(7);
            assertThat(access.insecure()).containsExactlyInAnyOrder("registry.lab:5000", "mirror.lab");
        });
    }

    @Test
    void registries_and_numbers_of_uploads_are_checked() {
        assertThat(run("push", "stylechecker", "--insecure-registry", "http://registry.lab"))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "runner: --insecure-registry: 'http://registry.lab': it is a URL: drop everything up to '://'\n");
        assertThat(run("push", "stylechecker", "--upload-jobs", "0")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("runner: --upload-jobs: 0 is too few, 1 is the least\n");
        assertThat(registries).isEmpty();
    }

    @Test
    void the_engine_gets_what_it_needs() throws IOException {
        Path profile = folder.resolve("here.toml");
        Files.writeString(profile, """
                bases."alpine:3.22".image = "registry.example/alpine:3.22"
                bases."buildpack-deps:bookworm".suite = "bookworm"
                """);
        assertThat(run(
                        "build",
                        "stylechecker",
                        "--jobs",
                        "3",
                        "--store",
                        folder.toString(),
                        "--profile",
                        profile.toString()))
                .isZero();
        assertThat(settings).singleElement().satisfies(given -> {
            assertThat(given.jobs()).isEqualTo(3);
            assertThat(given.store()).isEqualTo(folder);
            assertThat(given.bases()).as("those that the image needs").containsOnlyKeys("alpine:3.22");
            assertThat(given.contexts()).containsKeys("stylechecker", "exttester");
        });
        // The context was there while the engine was, and is gone now.
        assertThat(settings.get(0).contexts().get("stylechecker").folder()).doesNotExist();
    }

    @Test
    void builds_are_checked_for_reproducibility_when_asked() {
        assertThat(run("build", "stylechecker", "--check-reproducible")).isZero();
        assertThat(run("build-all")).isZero();
        assertThat(settings).extracting(EngineSettings::repeats).containsExactly(true, false);
    }

    @Test
    void the_date_of_the_source_is_the_images_date() {
        environment.put("SOURCE_DATE_EPOCH", "1763888759");

        assertThat(run("build", "stylechecker")).isZero();
        assertThat(settings.get(0).sourceDate()).isEqualTo(Instant.parse("2025-11-23T09:05:59Z"));
    }

    @Test
    void a_command_runs_in_an_image_and_has_standard_output_for_itself() {
        assertThat(run("shell", "stylechecker", "--", "ls", "-l", "/")).isEqualTo(FakeEngine.ATTACHED);
        assertThat(engine.log).contains("attach stylechecker: ls -l /");
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("[stylechecker] built");
    }

    @Test
    void no_command_runs_in_an_image_that_cannot_be_built() {
        engine.fail("build stylechecker", new Failure.EngineUnavailable("no room", "Make some"));

        assertThat(run("shell", "stylechecker")).isEqualTo(3);
        assertThat(engine.log).noneMatch(line -> line.startsWith("attach"));
    }

    @Test
    void a_shell_before_what_failed_tells_how_that_is_run_again() {
        Failure failure = failingStep();
        engine.fail("build stylechecker", failure).leaveScene(failure, "/bin/sh", "-c", "it's\nthis");

        assertThat(run("shell", "stylechecker", "--failed")).isEqualTo(FakeEngine.ATTACHED);
        assertThat(engine.log).contains("attach before '/bin/sh -c it's\nthis': ");
        assertThat(err.toString()).endsWith("""

                failed: stylechecker: 'make' failed with exit code 2
                  asked for at App.java:7 @Run
                  all that it printed: runner logs 20261123-090559-01 stylechecker

                runner: a shell right before that; what it changes is gone afterwards, caches excepted
                What failed is, to be typed again:
                /bin/sh -c 'it'\\''s
                this'
                """);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_command_runs_before_what_failed_even_if_that_is_none() {
        Failure failure = failingStep();
        engine.fail("build stylechecker", failure).leaveScene(failure);

        assertThat(run("shell", "stylechecker", "--failed", "--", "ls", "a b")).isEqualTo(FakeEngine.ATTACHED);
        assertThat(engine.log).contains("attach before '': ls a b");
        assertThat(err.toString())
                .endsWith(
                        "\nrunner: your command right before that; what it changes is gone afterwards, caches excepted\n");
    }

    @Test
    void there_is_no_shell_where_nothing_failed() {
        assertThat(run("shell", "stylechecker", "--failed")).isZero();
        assertThat(err.toString())
                .endsWith("\nrunner: nothing failed. For the image as it is: runner shell stylechecker\n");
        assertThat(engine.log).noneMatch(line -> line.startsWith("attach"));
    }

    @Test
    void there_is_no_shell_where_there_are_no_files() {
        engine.fail("build stylechecker", new Failure.BaseFailed("stylechecker", "debian", "not found", List.of()));

        assertThat(run("shell", "stylechecker", "--failed")).isEqualTo(1);
        assertThat(err.toString()).endsWith("\nrunner: no shell: there were no files yet when this failed\n");
    }

    private static Failure failingStep() {
        Origin origin = new Origin("example.App", "Run", "App.java", 7);
        return new Failure.StepFailed(
                "stylechecker", "stylechecker", new Operation("make", List.of(), List.of(origin)), 2, List.of());
    }

    @Test
    void why_says_what_would_run_first_and_what_changed() {
        engine.wouldRun(rerun());

        assertThat(run("why", "stylechecker")).isZero();
        assertThat(out.toString()).isEqualTo("""
                stylechecker, stage tools: 'make' would run first
                  asked for at App.java:7 @Run
                  last built with profile debian, now with no profile
                  the command changed:
                    - make
                    + make all
                """);
        assertThat(err.toString()).isEmpty();
        assertThat(engine.log).noneMatch(line -> line.startsWith("build")).contains("why stylechecker");
    }

    @Test
    void why_in_json_is_an_object() throws Exception {
        engine.wouldRun(rerun());

        assertThat(run("why", "stylechecker", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out.toString())).isEqualTo(new ObjectMapper().readTree("""
                {
                  "image": "stylechecker",
                  "profile": "",
                  "first": {
                    "node": "stylechecker",
                    "stage": "tools",
                    "step": "make",
                    "origins": ["App.java:7 @Run"],
                    "lastProfile": "profile debian",
                    "reasons": ["the command changed:", "  - make", "  + make all"]
                  }
                }
                """));
    }

    @Test
    void why_says_that_nothing_changed() {
        assertThat(run("why", "stylechecker")).isZero();
        assertThat(out.toString()).isEqualTo("stylechecker: nothing changed, no step would run\n");
    }

    private static Rerun rerun() {
        return new Rerun(
                "stylechecker",
                "tools",
                "make",
                List.of(new Origin("example.App", "Run", "App.java", 7)),
                Optional.of("profile debian"),
                List.of("the command changed:", "  - make", "  + make all"));
    }

    @Test
    void images_are_saved_to_a_file() {
        Path file = folder.resolve("images.tar");

        assertThat(run("save", "stylechecker", "--release", "--output", file.toString()))
                .isZero();
        assertThat(engine.log).contains("save citus/stylechecker:0.8.33 to " + file);
        assertThat(out.toString()).contains("saved citus/stylechecker:0.8.33 to " + file);
    }

    @Test
    void a_base_that_is_not_published_is_saved_by_its_own_name() {
        run("save", "compilerbase", "--output", folder.resolve("images.tar").toString());
        assertThat(engine.log).contains("save compilerbase to " + folder.resolve("images.tar"));
    }

    @Test
    void a_store_that_is_a_file_is_refused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(run("build", "stylechecker", "--store", file.toString())).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("runner: the store " + file + " is not a folder. Name one with --store\n");
        assertThat(settings).isEmpty();
    }

    @Test
    void df_prints_a_table() throws Exception {
        fillStore();

        assertThat(run("df", "--store", folder.toString())).isZero();
        assertThat(out.toString()).isEqualTo("""
                        TYPE    TOTAL  ACTIVE  SIZE    RECLAIMABLE
                        layers  2      0       1.0MB   1.0MB
                        blobs   1      0       12.3kB  12.3kB
                        caches  1      0       8.2kB   8.2kB
                        """);
    }

    @Test
    void df_prints_json(TestInfo test) throws Exception {
        fillStore();

        assertThat(run("df", "--json", "--store", folder.toString())).isZero();
        Golden.assertMatches(out.toString(), "json", test);
    }

    @Test
    void df_and_prune_know_what_else_is_there() throws Exception {
        Path store = folder.resolve("cache/store");
        Files.write(Files.createDirectories(store.resolve("v1/blobs")).resolve("blob"), new byte[5000]);
        Files.write(Files.createDirectories(folder.resolve("cache/bases/0a1b")).resolve("base.tar"), new byte[5000]);

        assertThat(run("df", "--store", store.toString())).isZero();
        assertThat(out.toString()).isEqualTo("""
                        TYPE           TOTAL  ACTIVE  SIZE   RECLAIMABLE
                        layers         0      0       0B     0B
                        blobs          0      0       0B     0B
                        caches         0      0       0B     0B
                        older layouts  1      0       8.2kB  8.2kB
                        bases          1      0       5.0kB  5.0kB
                        """);
        assertThat(run("prune", "--store", store.toString())).isZero();
        assertThat(out.toString()).isEqualTo("deleted: older layouts 1, bases 1\n13.2kB freed, 0B kept\n");
    }

    @Test
    void df_counts_what_a_run_uses() throws Exception {
        fillStore();
        try (Store store = Store.open(folder)) {
            store.cache("apt");

            assertThat(run("df", "--store", folder.toString())).isZero();
            assertThat(out.toString()).contains("\ncaches  1      1       8.2kB   0B\n");
        }
    }

    @Test
    void prune_says_what_it_deleted() throws Exception {
        fillStore();

        assertThat(run("prune", "--keep-storage", "1MB", "--store", folder.toString()))
                .isZero();
        assertThat(out.toString()).isEqualTo("deleted: layers 1\n1.0MB freed, 28.7kB kept\n");
        assertThat(run("prune", "--store", folder.toString())).isZero();
        assertThat(out.toString()).isEqualTo("deleted: layers 1, blobs 1, caches 1\n28.7kB freed, 0B kept\n");
        assertThat(run("prune", "--store", folder.toString())).isZero();
        assertThat(out.toString()).isEqualTo("nothing to delete: 0B kept\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"df", "prune"})
    void a_store_that_cannot_be_used_exits_with_3(String command) throws IOException {
        Files.createFile(folder.resolve("v4"));

        assertThat(run(command, "--store", folder.toString())).isEqualTo(3);
        assertThat(err.toString()).startsWith("runner: cannot use the store " + folder + ": ");
        assertThat(out.toString()).isEmpty();
    }

    /** A large layer that was used long ago, a small one, a blob and a cache. */
    private void fillStore() throws Exception {
        Path large;
        try (Store store = Store.open(folder)) {
            large = commit(store, "0", 1_000_000);
            commit(store, "1", 1);
            store.keepBlob(new byte[5000]);
            Files.write(store.cache("apt").resolve("package"), new byte[1]);
        }
        // As if it had been long ago.
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(2000));
            }
        }
        Files.setLastModifiedTime(large.resolveSibling("seal"), FileTime.fromMillis(1000));
    }

    private static Path commit(Store store, String digit, int size) throws Exception {
        Path upper = store.scratch();
        Files.write(upper.resolve("file"), new byte[size]);
        return store.commit("sha256:" + digit.repeat(64), upper, List.of())
                .layer()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({", ", "0, 0", "20GB, 20000000000"})
    void the_engine_is_told_how_much_to_keep(@Nullable String option, @Nullable Long bytes) {
        List<String> arguments = new ArrayList<>(List.of("build", "stylechecker"));
        if (option != null) {
            arguments.addAll(List.of("--keep-storage", option));
        }
        assertThat(run(arguments.toArray(String[]::new))).isZero();
        assertThat(settings)
                .singleElement()
                .satisfies(given -> assertThat(given.keepStorage()).isEqualTo(Optional.ofNullable(bytes)));
        assertThat(engine.log).endsWith("tidy", "close");
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip:4", "gzip:9, gzip:9", "zstd, zstd:3", "zstd:19, zstd:19"})
    void layers_are_compressed_as_asked_for(String option, String compression) {
        assertThat(run("push", "stylechecker", "--compression", option)).isZero();
        assertThat(settings)
                .singleElement()
                .satisfies(given -> assertThat(given.compression()).hasToString(compression));
    }

    @Test
    void a_push_says_how_old_what_is_reused_may_be() {
        assertThat(run("push", "stylechecker")).isZero();
        assertThat(run("push", "stylechecker", "--max-age", "7d")).isZero();
        assertThat(run("push", "stylechecker", "--fresh")).isZero();
        assertThat(settings)
                .extracting(EngineSettings::since)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(CLOCK.instant().minus(Duration.ofDays(7))),
                        Optional.of(CLOCK.instant()));
    }

    @Test
    void the_store_is_in_the_cache_of_the_user() {
        run("build", "stylechecker");
        assertThat(settings.get(0).store()).isEqualTo(Path.of("/home/somebody/.cache/slipway/store"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    build zebra                      | there is no image 'zebra'. Run 'runner list' for all of them
                    build extbuildr                  | there is no image 'extbuildr'. Did you mean 'extbuilder'?
                    build-extbuildr-16.13            | 'build-extbuildr-16.13': there is no image 'extbuildr'. Did you mean 'extbuilder'?
                    build stylechecker zebra         | there is no image 'zebra'. Run 'runner list' for all of them
                    build pgg=17                     | 'pgg=17': there is no axis 'pgg'. Did you mean 'pg'?
                    build extbuilder:16.12           | 'extbuilder' has no tag '16.12': 16.13, 17.9 would be one. Did you mean '16.13'?
                    push compilerbase                | 'compilerbase' is a base that is not published: it can be built, not pushed. Set published in its @Image to change that
                    push stylechecker --max-age old  | --max-age: 'old' is not a length of time such as 30d or 12h
                    push-all --fresh --max-age 7d    | --fresh reuses nothing, however young it is: leave out --max-age
                    list --profile debain            | there is no profile 'debain'. The catalogue has none. A file is named by a path that ends in .toml
                    list --profile nowhere.toml      | --profile: there is no readable file nowhere.toml
                    build extbuilder --profile debian | image 'extbuilder' is left out by the profile: needs PGDG
                    list --repo Citus                | --repo: 'Citus' is not a repository: it must be in lower case. Did you mean 'citus'?
                    list --repo https://ghcr.io/org  | --repo: 'https://ghcr.io/org' is not a repository: leave out 'https://'
                    build stylechecker --jobs 0      | --jobs: 0 is too few, 1 is the least
                    build stylechecker --step-timeout 5 | --step-timeout: '5' is not a length of time such as 90s, 10m or 1h30m
                    why extbuilder                   | 'extbuilder' are 2 images: extbuilder:16.13, extbuilder:17.9. Name one
                    shell extbuilder                 | 'extbuilder' are 2 images: extbuilder:16.13, extbuilder:17.9. Name one
                    save stylechecker -o /nowhere/x.tar | --output: there is no folder /nowhere to write /nowhere/x.tar in. Make it first
                    save stylechecker -o /dev/null  | --output: /dev/null is no file. Name one, or a folder with --format oci-dir
                    save stylechecker -o /etc --format oci-dir | --output: /etc is there, and is no empty folder. Name another
                    save stylechecker -o /etc/passwd --format oci-dir | --output: /etc/passwd is there, and is no empty folder. Name another
                    build stylechecker --keep-storage 5PB | --keep-storage: '5PB' is not a size such as 500MB, 20GB or 1.5TiB
                    prune --keep-storage much        | --keep-storage: 'much' is not a size such as 500MB, 20GB or 1.5TiB
                    build stylechecker --secret x    | --secret: 'x' is not of the form id=NAME,src=FILE or id=NAME,env=VARIABLE
                    build stylechecker --secret id=x,src=nowhere | --secret: there is no readable file nowhere
                    build stylechecker --secret id=x,env=NOWHERE | --secret: the variable 'NOWHERE' is not set
                    build stylechecker --engine buildkit | --engine buildkit needs a builder. Name one with --builder: 'docker buildx ls' lists those that there are
                    build stylechecker --platform arm64 | --platform: 'arm64' is no platform: write it as 'linux/amd64'
                    build stylechecker --platform linux/amd64,linux/arm64 | --platform: the embedded engine builds for linux/amd64, not for linux/arm64. Name a builder that does with --builder
                    build stylechecker --builder x --keep-storage 1GB | --keep-storage is for the store of the embedded engine. Builders have rules of their own: 'docker buildx prune' clears one
                    build stylechecker --cache-repo r.example/cache | --cache-repo is for builders, and the embedded engine keeps what steps make in its store. Leave it out, or name a builder with --builder
                    build stylechecker --builder x --cache-repo r.example/cache:1 | --cache-repo: 'r.example/cache:1' is not a repository: leave out ':1', the tag comes from the image
                    build stylechecker --builder x --cache-repo r.example | --cache-repo: 'r.example' names no repository in full. Write one such as registry.example/team/cache
                    build stylechecker --engine docker --builder x | --builder is for --engine buildkit, not for docker
                    build stylechecker --secret id=x,env=HOME    | --secret: no image asks for 'x'.
                    """)
    void bad_input_is_refused_before_anything_runs(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("runner: " + message + "\n");
        assertThat(out.toString()).isEmpty();
        assertThat(settings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    build stylechecker --relase     | there is no option '--relase'. Did you mean '--release'?             | runner build
                    build stylechecker --job=2      | there is no option '--job'. Did you mean '--jobs'?                   | runner build
                    bild stylechecker               | there is no command 'bild'. Did you mean 'build'?                    | runner
                    build                           | Missing required parameter: 'SELECTOR'                               | runner build
                    build x --jobs many             | Invalid value for option '--jobs': 'many' is not an int          | runner build
                    build x --engine dokcer         | Invalid value for option '--engine': 'dokcer' is none of embedded, docker, buildkit, auto. Did you mean 'docker'? | runner build
                    build x --progress quite        | Invalid value for option '--progress': 'quite' is none of auto, tty, plain, quiet, json. | runner build
                    push x --compression lz4        | Invalid value for option '--compression': 'lz4' is none of gzip, zstd.     | runner push
                    push x --compression gzip:12    | Invalid value for option '--compression': 'gzip:12' has no level of gzip, which are 1 to 9 | runner push
                    push x --compression zstd:best  | Invalid value for option '--compression': 'zstd:best' has no level of zstd, which are 1 to 22 | runner push
                    build x --compression gzip      | there is no option '--compression'.                                   | runner build
                    save stylechecker               | Missing required option: '--output=PATH'                             | runner save
                    save x -o y --format oci        | Invalid value for option '--format': 'oci' is none of oci-archive, oci-dir, docker-archive. | runner save
                    promote --fro -dev              | there is no option '--fro'. Did you mean '--from'?                   | runner promote
                    save x --ouput=y                | there is no option '--ouput'. Did you mean '--output'?                | runner save
                    save x --jobs 2                 | Missing required option: '--output=PATH'                             | runner save
                    df extbuilder                   | 'extbuilder' is not expected here                                    | runner df
                    build-all stylechecker          | 'stylechecker' is not expected here                                  | runner build-all
                    """)
    void bad_usage_is_refused_with_a_hint(String arguments, String message, String command) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("runner: " + message + "\nTry '" + command + " --help' for all that there is.\n");
        assertThat(settings).isEmpty();
    }

    @Test
    void no_command_is_refused() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("runner: a command is missing\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    DOCKER_REPO | ``       | DOCKER_REPO: '' is not a repository: it is empty. Give one such as citus or ghcr.io/org, or leave it out for the catalogue's own
                    DOCKER_REPO | my repo  | DOCKER_REPO: 'my repo' is not a repository: it has a space in it
                    DOCKER_REPO | citus:1  | DOCKER_REPO: 'citus:1' is not a repository: leave out ':1', the tag comes from the image
                    DOCKER_REPO | ghcr.io:99999/org | DOCKER_REPO: 'ghcr.io:99999/org' is not a repository: ports are numbers from 1 to 65535
                    SOURCE_DATE_EPOCH | today | SOURCE_DATE_EPOCH: 'today' is not a number of seconds. Unset it, or set it to the output of: git log -1 --format=%ct
                    RELEASE     | yes      | RELEASE: 'yes' is neither 1 nor 0
                    TAG_SCHEME  | gitt     | TAG_SCHEME: 'gitt' is none of time, git. Did you mean 'git'?
                    """)
    void a_bad_environment_is_refused(String variable, String value, String message) {
        environment.put(variable, value);

        assertThat(run("push-all")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("runner: " + message + "\n");
        assertThat(settings).isEmpty();
    }

    @Test
    void release_in_the_environment_leaves_the_suffix_out() {
        environment.put("RELEASE", "1");

        run("list");

        assertThat(out.toString()).contains("citus/stylechecker:0.8.33\n");
    }

    @Test
    void a_tag_that_is_too_long_is_refused() {
        catalogs = List.of(TestCatalog.of("dev.example", TestFamily.single("long", "1".repeat(129))));

        assertThat(run("build-all", "--release")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("runner: the tag of long is 129 characters long, and 128 are allowed: '" + "1".repeat(129)
                        + "'. Shorten the tag of @Image, or the releases in it\n");
    }

    @Test
    void a_tag_that_is_too_long_with_its_suffix_is_refused() {
        catalogs = List.of(TestCatalog.of("dev.example", TestFamily.single("long", "1".repeat(120))));

        assertThat(run("build-all")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "runner: the tag of long is 136 characters long, and 128 are allowed: '" + "1".repeat(120)
                                + "-dev202611230905'. Give a shorter suffix than '-dev202611230905' with --tag-suffix, or shorten the tag of @Image\n");
    }

    @Test
    void context_that_was_tampered_with_is_refused_before_there_is_an_engine() {
        catalogs = List.of(TestCatalog.of("dev.example", TestFamily.family()).with("context/test.sh", "other"));

        assertThat(run("build-all")).isEqualTo(2);
        assertThat(err.toString()).contains("file 'test.sh' is not the one that graph.json was made with");
        assertThat(settings).isEmpty();
    }

    @Test
    void a_secret_that_an_image_needs_must_be_given() {
        catalogs = List.of(TestCatalog.of("dev.example", TestFamily.single("safe", "1", TestFamily.secret("token"))));

        assertThat(run("build", "safe")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("runner: safe needs the secret 'token'. Give it with --secret id=token,src=FILE or --secret"
                        + " id=token,env=VARIABLE\n");
        assertThat(run("build", "safe", "--secret", "id=token,env=HOME")).isZero();
        assertThat(settings.get(0).secrets()).containsOnlyKeys("token");
    }

    @Test
    void help_says_what_exit_codes_mean() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("Exit codes:\n  0     all done\n  1     an image failed\n")
                .contains("130   interrupted");
        assertThat(run("build", "--help")).isZero();
    }

    @Test
    void explain_prints_the_page_of_a_diagnostic() throws IOException {
        assertThat(run("explain", "slipway.unpinnedbase")).isZero();
        assertThat(out.toString())
                .isEqualTo(Files.readString(Path.of("../processor/docs/diagnostics/UnpinnedBase.md")));
    }

    @Test
    void explain_lists_all_diagnostics() {
        assertThat(run("explain")).isZero();
        assertThat(out.toString())
                .startsWith("AmbiguousArgument           Error. Two references that would be one build argument.\n")
                .contains("\nUnpinnedBase                Warning. A base that is another one tomorrow.\n");
    }

    @Test
    void explain_refuses_what_is_no_diagnostic() {
        assertThat(run("explain", "UnpinedBase")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("runner: there is no diagnostic 'UnpinedBase'. Did you mean 'UnpinnedBase'?\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "runner plan styl"          | "stylechecker\nstylechecker:0.8.33\n"
            "runner plan pg="           | "pg=16.13\npg=17.9\n"
            "runner export g"           | "github-workflow\n"
            "runner explain Unpi"       | "UnpinnedBase\n"
            "runner completion "        | "bash\nzsh\n"
            "runner build --progress="  | "--progress=auto\n--progress=tty\n--progress=plain\n--progress=quiet\n--progress=json\n"
            """)
    void completion_knows_the_catalogue(String line, String words) {
        assertThat(run("completion", "--line", line)).isZero();
        assertThat(out.toString()).isEqualTo(words);
    }

    @Test
    void completion_wants_a_shell() {
        assertThat(run("completion")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("runner: a shell is missing: runner completion bash, or zsh\n");
    }

    @Test
    void the_version_is_that_of_the_build() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("runner [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n");
        assertThat(run("-V")).isZero();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        environment.putIfAbsent("XDG_STATE_HOME", folder.resolve("state").toString());
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);
        return new Application(
                        new Surroundings(terminal, environment, CLOCK, () -> Catalogs.of(catalogs), new Engines()))
                .run(arguments);
    }

    /** One engine, and real stores. */
    private final class Engines implements EmbeddedFactory {
        /** As of builders that do not tell: then nobody is asked what names stand for, and what is there. */
        @Override
        public List<String> platforms() {
            return List.of();
        }

        @Override
        public Engine create(EngineSettings given, RegistrySettings access, DefinitionSource definitions) {
            settings.add(given);
            registries.add(access);
            return engine;
        }

        @Override
        public Store store(Path place) throws EngineException, InterruptedException {
            return EmbeddedEngine.store(place);
        }

        @Override
        public boolean pullsBases() {
            return true;
        }

        @Override
        public boolean onlyLook() {
            return looking;
        }

        @Override
        public int elsewhere() {
            return CODE_ELSEWHERE;
        }
    }
}
