package dev.slipway.runner.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.event.Traffic;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.testing.Golden;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What each display prints of the same run. */
class DisplayTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T09:05:59Z"), ZoneOffset.UTC);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_run_has_every_kind_of_event() {
        Set<Class<?>> kinds = ExampleRun.EVENTS.stream().map(Event::getClass).collect(Collectors.toSet());

        assertThat(kinds).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
    }

    @Test
    void plain_prints_what_happens_and_failures_last() {
        show(plain(ExampleRun.push(), false), ExampleRun.EVENTS);

        assertThat(out.toString()).isEqualTo("""
                        [compilerbase] base buildpack-deps:bookworm: pull
                        [compilerbase] base buildpack-deps:bookworm: done in 12.3s
                        mirror mirror.example/hub of docker.io is passed over: mirror.example does not answer
                        [compilerbase] 1/1 cached: apt-get install bison
                        [compilerbase] check pg_config --version: cached
                        [compilerbase] cached
                        [extbuilder:17.9] 1/2 apt-get install bison
                        [extbuilder:17.9] | Setting up bison (2:3.8.2) ...
                        [extbuilder:17.9] |
                        [extbuilder:17.9] 1/2 done in 1.5s
                        [extbuilder:17.9] check pg_config --version: passed in 0.0s
                        [extbuilder:17.9] built in 4m05s
                        trying again in 0.7s to push blob sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef of ghcr.io/org/extbuilder: HTTP 503
                        [extbuilder:17.9] uploaded for ghcr.io/org/extbuilder:17.9 in 3.2s: sent 12.3MB, skipped 400.0MB
                        [exttester:17.9] rust 1/1 RUN scripts/rust.sh
                        [exttester:17.9] failed: exttester:17.9, stage rust: 'RUN scripts/rust.sh' failed with exit code 101
                        [failtester] failed: failtester: check 'pg_config --version' did not print 'PostgreSQL 17.9'
                        [pgupgradetester] failed: Cannot push ghcr.io/org/pgupgradetester:16-17: not authorized. Log in with: docker login ghcr.io
                        [stylechecker] skipped: not started after a failure
                        [extbuilder:16.13] unchanged since 2026-11-20T10:00:00Z
                        [extbuilder:17.9] published ghcr.io/org/extbuilder:17.9 sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                        saved ghcr.io/org/extbuilder:17.9 to /tmp/images.tar in 1.5s
                        loaded ghcr.io/org/extbuilder:17.9 into Docker in 2.5s

                        IMAGE            REFERENCE                          TIME   RESULT     DIGEST               SIZE
                        extbuilder:17.9  ghcr.io/org/extbuilder:17.9        4m05s  published  sha256:0123456789ab  412.0MB
                        exttester:17.9   ghcr.io/org/exttester:17.9         -      failed
                        failtester       ghcr.io/org/failtester:17.9        -      failed
                        pgupgradetester  ghcr.io/org/pgupgradetester:16-17  4m05s  failed
                        stylechecker     ghcr.io/org/stylechecker:0.8.33    -      skipped
                        left out: citusupgradetester: old releases are not here
                        sent 12.3MB, skipped 400.0MB
                        ended in 5m10s
                        """);
        assertThat(err.toString()).isEqualTo("""

                        failed: Cannot push ghcr.io/org/pgupgradetester:16-17: not authorized. Log in with: docker login ghcr.io

                        failed: failtester: check 'pg_config --version' did not print 'PostgreSQL 17.9'
                          asked for at ExtTester.java:9 @Check
                          | PostgreSQL 16.13
                          look around there: runner shell --failed failtester

                        failed: exttester:17.9, stage rust: 'RUN scripts/rust.sh' failed with exit code 101
                          asked for at ExtTester.java:21 @Run
                          | error: no such toolchain
                          |   stable-2
                          look around there: runner shell --failed exttester:17.9
                        """);
    }

    @Test
    void plain_has_colours_for_a_terminal() {
        show(plain(ExampleRun.push(), true), ExampleRun.EVENTS.subList(14, 21));

        assertThat(out.toString().replace("\u001b", "ESC")).isEqualTo("""
                        ESC[36m[extbuilder:17.9]ESC[0m ESC[32mbuilt in 4m05sESC[0m
                        trying again in 0.7s to push blob sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef of ghcr.io/org/extbuilder: HTTP 503
                        ESC[36m[extbuilder:17.9]ESC[0m uploaded for ghcr.io/org/extbuilder:17.9 in 3.2s: sent 12.3MB, skipped 400.0MB
                        ESC[36m[exttester:17.9]ESC[0m rust 1/1 RUN scripts/rust.sh
                        ESC[36m[exttester:17.9]ESC[0m ESC[31mfailed: ESC[0mexttester:17.9, stage rust: 'RUN scripts/rust.sh' failed with exit code 101
                        """);
    }

    @Test
    void plain_is_short_about_a_build_that_had_nothing_to_do() {
        show(
                plain(ExampleRun.build(), false),
                List.of(new Event.RunFinished(
                        List.of(ExampleRun.result("compilerbase", "", ExampleRun.BUILT, Event.State.CACHED)),
                        List.of(),
                        Optional.of(Traffic.NONE),
                        Duration.ofMillis(59_960))));

        assertThat(out.toString()).isEqualTo("""

                        IMAGE         REFERENCE  TIME   RESULT
                        compilerbase             4m05s  cached
                        done in 1m00s
                        """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void nothing_is_said_of_bytes_that_nobody_has_counted() {
        List<Event> events = List.of(
                new Event.Uploaded("small", "citus/small:1", Optional.empty(), Duration.ofSeconds(3)),
                new Event.RunFinished(
                        List.of(ExampleRun.result("small", "citus/small:1", ExampleRun.BUILT, Event.State.BUILT)),
                        List.of(),
                        Optional.empty(),
                        Duration.ofSeconds(4)));

        show(plain(ExampleRun.push(), false), events);
        show(new JsonDisplay(writer(out), CLOCK), events);

        assertThat(out.toString()).isEqualTo("""
                        [small] uploaded for citus/small:1 in 3.0s

                        IMAGE  REFERENCE      TIME   RESULT  DIGEST
                        small  citus/small:1  4m05s  built
                        left out: citusupgradetester: old releases are not here
                        done in 4.0s
                        {"time":"2026-11-23T09:05:59Z","event":"uploaded","node":"small","reference":"citus/small:1","seconds":3.0}
                        {"time":"2026-11-23T09:05:59Z","event":"runFinished","images":[{"node":"small","reference":"citus/small:1","digest":"","seconds":245.0,"state":"built"}],"failures":[],"seconds":4.0}
                        """);
    }

    @Test
    void json_prints_an_object_a_line() {
        show(new JsonDisplay(writer(out), CLOCK), ExampleRun.EVENTS);

        assertThat(out.toString()).isEqualTo("""
                        {"time":"2026-11-23T09:05:59Z","event":"nodeStarted","node":"compilerbase"}
                        {"time":"2026-11-23T09:05:59Z","event":"baseStarted","node":"compilerbase","reference":"buildpack-deps:bookworm","how":"pull"}
                        {"time":"2026-11-23T09:05:59Z","event":"baseProgress","node":"compilerbase","reference":"buildpack-deps:bookworm","bytes":25000000,"total":100000000}
                        {"time":"2026-11-23T09:05:59Z","event":"baseFinished","node":"compilerbase","reference":"buildpack-deps:bookworm","seconds":12.345}
                        {"time":"2026-11-23T09:05:59Z","event":"mirrorPassedOver","registry":"docker.io","mirror":"mirror.example/hub","because":"mirror.example does not answer"}
                        {"time":"2026-11-23T09:05:59Z","event":"operationFinished","node":"compilerbase","stage":"compilerbase","index":1,"total":1,"title":"apt-get install bison","origins":["ExtTester.java:14 @AptPackages"],"cached":true,"seconds":0.0}
                        {"time":"2026-11-23T09:05:59Z","event":"checkPassed","node":"compilerbase","command":"pg_config --version","cached":true,"seconds":0.0}
                        {"time":"2026-11-23T09:05:59Z","event":"nodeFinished","node":"compilerbase","cached":true,"seconds":0.007}
                        {"time":"2026-11-23T09:05:59Z","event":"nodeStarted","node":"extbuilder:17.9"}
                        {"time":"2026-11-23T09:05:59Z","event":"operationStarted","node":"extbuilder:17.9","stage":"extbuilder","index":1,"total":2,"title":"apt-get install bison","origins":["ExtTester.java:14 @AptPackages"]}
                        {"time":"2026-11-23T09:05:59Z","event":"outputLine","node":"extbuilder:17.9","stage":"extbuilder","line":"Setting up bison (2:3.8.2) ..."}
                        {"time":"2026-11-23T09:05:59Z","event":"outputLine","node":"extbuilder:17.9","stage":"extbuilder","line":""}
                        {"time":"2026-11-23T09:05:59Z","event":"operationFinished","node":"extbuilder:17.9","stage":"extbuilder","index":1,"total":2,"title":"apt-get install bison","origins":["ExtTester.java:14 @AptPackages"],"cached":false,"seconds":1.5}
                        {"time":"2026-11-23T09:05:59Z","event":"checkPassed","node":"extbuilder:17.9","command":"pg_config --version","cached":false,"seconds":0.04}
                        {"time":"2026-11-23T09:05:59Z","event":"nodeFinished","node":"extbuilder:17.9","cached":false,"seconds":245.0}
                        {"time":"2026-11-23T09:05:59Z","event":"uploadStarted","node":"extbuilder:17.9","reference":"ghcr.io/org/extbuilder:17.9"}
                        {"time":"2026-11-23T09:05:59Z","event":"uploadProgress","node":"extbuilder:17.9","reference":"ghcr.io/org/extbuilder:17.9","bytes":6172839,"total":412345678}
                        {"time":"2026-11-23T09:05:59Z","event":"retrying","operation":"push blob sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef of ghcr.io/org/extbuilder","because":"HTTP 503","delaySeconds":0.7}
                        {"time":"2026-11-23T09:05:59Z","event":"uploaded","node":"extbuilder:17.9","reference":"ghcr.io/org/extbuilder:17.9","sentBytes":12345678,"skippedBytes":400000000,"seconds":3.21}
                        {"time":"2026-11-23T09:05:59Z","event":"operationStarted","node":"exttester:17.9","stage":"rust","index":1,"total":1,"title":"RUN scripts/rust.sh","origins":["ExtTester.java:21 @Run"]}
                        {"time":"2026-11-23T09:05:59Z","event":"nodeFailed","node":"exttester:17.9","failure":{"message":"exttester:17.9, stage rust: 'RUN scripts/rust.sh' failed with exit code 101","origins":["ExtTester.java:21 @Run"],"lastLines":["error: no such toolchain","  stable-2"],"exitStatus":1}}
                        {"time":"2026-11-23T09:05:59Z","event":"nodeFailed","node":"failtester","failure":{"message":"failtester: check 'pg_config --version' did not print 'PostgreSQL 17.9'","origins":["ExtTester.java:9 @Check"],"lastLines":["PostgreSQL 16.13"],"exitStatus":1}}
                        {"time":"2026-11-23T09:05:59Z","event":"nodeFailed","node":"pgupgradetester","failure":{"message":"Cannot push ghcr.io/org/pgupgradetester:16-17: not authorized. Log in with: docker login ghcr.io","origins":[],"lastLines":[],"exitStatus":3}}
                        {"time":"2026-11-23T09:05:59Z","event":"nodeSkipped","node":"stylechecker","because":"not started after a failure"}
                        {"time":"2026-11-23T09:05:59Z","event":"nodeUnchanged","node":"extbuilder:16.13","since":"2026-11-20T10:00:00Z"}
                        {"time":"2026-11-23T09:05:59Z","event":"published","node":"extbuilder:17.9","reference":"ghcr.io/org/extbuilder:17.9","digest":"sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
                        {"time":"2026-11-23T09:05:59Z","event":"saved","references":["ghcr.io/org/extbuilder:17.9"],"path":"/tmp/images.tar","seconds":1.5}
                        {"time":"2026-11-23T09:05:59Z","event":"loaded","references":["ghcr.io/org/extbuilder:17.9"],"seconds":2.5}
                        {"time":"2026-11-23T09:05:59Z","event":"runFinished","images":[{"node":"extbuilder:17.9","reference":"ghcr.io/org/extbuilder:17.9","digest":"sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","seconds":245.0,"state":"published","sizeBytes":412000000},{"node":"exttester:17.9","reference":"ghcr.io/org/exttester:17.9","digest":"","seconds":0.0,"state":"failed"},{"node":"failtester","reference":"ghcr.io/org/failtester:17.9","digest":"","seconds":0.0,"state":"failed"},{"node":"pgupgradetester","reference":"ghcr.io/org/pgupgradetester:16-17","digest":"","seconds":245.0,"state":"failed"},{"node":"stylechecker","reference":"ghcr.io/org/stylechecker:0.8.33","digest":"","seconds":0.0,"state":"skipped"}],"failures":[{"message":"exttester:17.9, stage rust: 'RUN scripts/rust.sh' failed with exit code 101","origins":["ExtTester.java:21 @Run"],"lastLines":["error: no such toolchain","  stable-2"],"exitStatus":1},{"message":"failtester: check 'pg_config --version' did not print 'PostgreSQL 17.9'","origins":["ExtTester.java:9 @Check"],"lastLines":["PostgreSQL 16.13"],"exitStatus":1},{"message":"Cannot push ghcr.io/org/pgupgradetester:16-17: not authorized. Log in with: docker login ghcr.io","origins":[],"lastLines":[],"exitStatus":3}],"sentBytes":12345678,"skippedBytes":400000000,"seconds":310.0}
                        """);
    }

    @Test
    void quiet_prints_what_was_published_and_the_failures() {
        show(quiet(ExampleRun.push()), ExampleRun.EVENTS);

        assertThat(out.toString()).isEqualTo("""
                        ghcr.io/org/extbuilder:17.9 sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                        """);
        assertThat(err.toString()).isEqualTo("""
                        runner: mirror mirror.example/hub of docker.io is passed over: mirror.example does not answer
                        runner: trying again in 0.7s to push blob sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef of ghcr.io/org/extbuilder: HTTP 503

                        failed: Cannot push ghcr.io/org/pgupgradetester:16-17: not authorized. Log in with: docker login ghcr.io

                        failed: failtester: check 'pg_config --version' did not print 'PostgreSQL 17.9'
                          asked for at ExtTester.java:9 @Check
                          | PostgreSQL 16.13
                          look around there: runner shell --failed failtester

                        failed: exttester:17.9, stage rust: 'RUN scripts/rust.sh' failed with exit code 101
                          asked for at ExtTester.java:21 @Run
                          | error: no such toolchain
                          |   stable-2
                          look around there: runner shell --failed exttester:17.9
                        """);
    }

    @Test
    void quiet_prints_what_was_built_and_names_bases_by_their_id() {
        show(
                quiet(ExampleRun.build()),
                List.of(new Event.RunFinished(
                        List.of(
                                ExampleRun.result("compilerbase", "", ExampleRun.BUILT, Event.State.CACHED),
                                ExampleRun.result(
                                        "extbuilder", "citus/extbuilder:1", ExampleRun.BUILT, Event.State.BUILT),
                                ExampleRun.result(
                                        "exttester", "citus/exttester:1", ExampleRun.NOT_BUILT, Event.State.SKIPPED)),
                        List.of(),
                        Optional.of(Traffic.NONE),
                        Duration.ofSeconds(1))));

        assertThat(out.toString()).isEqualTo("""
                        compilerbase
                        citus/extbuilder:1
                        """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void quiet_prints_no_image_that_was_built_and_not_published() {
        show(
                quiet(ExampleRun.push()),
                List.of(new Event.RunFinished(
                        List.of(ExampleRun.result(
                                "extbuilder", "citus/extbuilder:1", ExampleRun.BUILT, Event.State.BUILT)),
                        List.of(ExampleRun.REGISTRY_UNAVAILABLE),
                        Optional.of(Traffic.NONE),
                        Duration.ofSeconds(1))));

        assertThat(out.toString()).isEmpty();
    }

    @Test
    void github_folds_what_happens_to_an_image_and_points_at_the_line_of_a_failure(TestInfo test) {
        show(github(), ExampleRun.EVENTS);

        Golden.assertMatches(out.toString(), "txt", test);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void github_escapes_what_stands_in_commands() {
        show(
                github(),
                List.of(new Event.NodeFailed(
                        "a,b:1%",
                        new Failure.StepFailed(
                                "a,b:1%", "a,b", ExampleRun.operation("RUN 50%\nof it", "Run", 3), 2, List.of()))));

        assertThat(out.toString().lines())
                .endsWith("::error file=module/src/main/java/dev/example/ExtTester.java,line=3,title=a%2Cb%3A1%25"
                        + "::a,b:1%25: 'RUN 50%25 of it' failed with exit code 2");
    }

    @Test
    void github_shows_two_images_at_once_one_after_the_other() {
        show(
                github(),
                List.of(
                        new Event.NodeStarted("left"),
                        new Event.NodeStarted("right"),
                        new Event.OutputLine("left", "left", "::error::of a program"),
                        new Event.OutputLine("right", "right", "one"),
                        new Event.OutputLine("left", "left", "two"),
                        new Event.NodeFinished("right", false, Duration.ofSeconds(1)),
                        new Event.NodeFinished("left", false, Duration.ofSeconds(2))));

        assertThat(out.toString()).isEqualTo("""
                        [left] started
                        [right] started
                        ::group::[right] built in 1.0s
                        ::stop-commands::word-1
                        | one
                        ::word-1::
                        ::endgroup::
                        ::group::[left] built in 2.0s
                        ::stop-commands::word-2
                        | ::error::of a program
                        | two
                        ::word-2::
                        ::endgroup::
                        """);
    }

    @Test
    void nothing_that_a_program_prints_moves_the_cursor() {
        List<Event> events = List.of(
                new Event.OutputLine(
                        "small", "small", "\u001b[2J\u001b]0;title\u0007 10%\r 50%\r\u001b[32m100%\u001b[0m\r"),
                new Event.NodeFailed(
                        "small",
                        new Failure.BaseFailed("small", "debian", "no\u001b[1A such image", List.of("a\tb\u0008"))),
                new Event.RunFinished(
                        List.of(),
                        List.of(new Failure.BaseFailed(
                                "small", "debian", "no\u001b[1A such image", List.of("a\tb\u0008"))),
                        Optional.empty(),
                        Duration.ofSeconds(1)));

        show(plain(ExampleRun.build(), false), events);

        assertThat(out.toString()).isEqualTo("""
                        [small] | 100%
                        [small] failed: small: base 'debian': no such image

                        IMAGE  REFERENCE  TIME  RESULT
                        ended in 1.0s
                        """);
        assertThat(err.toString()).isEqualTo("""

                        failed: small: base 'debian': no such image
                          | a    b
                        """);
    }

    @Test
    void a_failure_tells_how_to_get_there_and_where_all_of_its_output_is() {
        Hints hints = new Hints(Optional.of(" --profile debian"), Optional.of("20261123-090559-01"));
        Summary summary = new Summary(ExampleRun.build(), new Palette(false), hints);

        summary.printFailures(List.of(ExampleRun.CHECK_FAILED), writer(err));

        assertThat(err.toString()).isEqualTo("""

                        failed: failtester: check 'pg_config --version' did not print 'PostgreSQL 17.9'
                          asked for at ExtTester.java:9 @Check
                          | PostgreSQL 16.13
                          look around there: runner shell --failed failtester --profile debian
                          all that it printed: runner logs 20261123-090559-01 failtester
                        """);
    }

    private PlainDisplay plain(Plan plan, boolean colours) {
        return new PlainDisplay(writer(out), writer(err), ExampleRun.summary(plan, colours), new Palette(colours));
    }

    private QuietDisplay quiet(Plan plan) {
        return new QuietDisplay(plan, writer(out), writer(err), ExampleRun.summary(plan, false));
    }

    private GitHubDisplay github() {
        int[] words = {0};
        return new GitHubDisplay(
                writer(out),
                ExampleRun.summary(ExampleRun.push(), false),
                origin -> Optional.of("module/src/main/java/dev/example/" + origin.file()),
                () -> "word-" + ++words[0]);
    }

    private static void show(EventListener display, List<Event> events) {
        events.forEach(display::on);
    }

    private static PrintWriter writer(StringWriter text) {
        return new PrintWriter(text);
    }
}
