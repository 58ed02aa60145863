package dev.slipway.runner.failure;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.Operation;
import dev.slipway.model.Check;
import dev.slipway.model.Origin;
import dev.slipway.model.Text;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What people read of each kind of failure, and the exit status that programs see. */
class FailureTest {
    private static final String NODE = "extbuilder:17.9";
    private static final Origin ORIGIN = new Origin("dev.example.ExtBuilder", "Run", "ExtBuilder.java", 14);
    private static final Operation SCRIPT = new Operation("RUN scripts/rust.sh", List.of(), List.of(ORIGIN));
    private static final Check CHECK = new Check(Text.literal("psql --version"), Text.literal("17.9"), ORIGIN);

    private static final Map<Failure, String> HEADLINES = Map.ofEntries(
            entry(
                    new Failure.StepFailed(NODE, "extbuilder", SCRIPT, 7, List.of()),
                    "1 extbuilder:17.9: 'RUN scripts/rust.sh' failed with exit code 7"),
            entry(
                    new Failure.StepFailed(NODE, "rust", SCRIPT, Failure.NO_EXIT_CODE, List.of()),
                    "1 extbuilder:17.9, stage rust: 'RUN scripts/rust.sh' failed"),
            entry(
                    new Failure.TimedOut(NODE, "make", Duration.ofMinutes(90), List.of(ORIGIN), List.of()),
                    "1 extbuilder:17.9: 'make' took longer than 1h30m, and was ended"),
            entry(
                    new Failure.CheckFailed(NODE, CHECK, 0, List.of()),
                    "1 extbuilder:17.9: check 'psql --version' did not print '17.9'"),
            entry(
                    new Failure.CheckFailed(NODE, CHECK, 127, List.of()),
                    "1 extbuilder:17.9: check 'psql --version' failed with exit code 127"),
            entry(
                    new Failure.NotReproducible(
                            NODE, List.of(new Failure.NotReproducible.Difference(SCRIPT, List.of("/time: content")))),
                    "1 extbuilder:17.9: not the same files each time: 'RUN scripts/rust.sh'"),
            entry(
                    new Failure.BaseFailed(NODE, "debian:bookworm", "there is no such tag", List.of()),
                    "1 extbuilder:17.9: base 'debian:bookworm': there is no such tag"),
            entry(
                    new Failure.EngineUnavailable(
                            "an OCI runtime is missing", "Install one with: apt-get install runc"),
                    "3 an OCI runtime is missing. Install one with: apt-get install runc"),
            entry(new Failure.RegistryUnavailable("ghcr.io does not answer"), "3 ghcr.io does not answer"),
            entry(
                    new Failure.Unexpected(NODE, "java.lang.IllegalStateException: broken", List.of()),
                    "1 extbuilder:17.9: unexpected failure: java.lang.IllegalStateException: broken"),
            entry(new Failure.Interrupted(), "130 interrupted"));

    @Test
    void every_kind_has_a_headline_and_an_exit_status() {
        HEADLINES.forEach((failure, headline) ->
                assertThat(failure.exitStatus() + " " + failure.headline()).isEqualTo(headline));
        Set<Class<?>> kinds = HEADLINES.keySet().stream().map(Failure::getClass).collect(Collectors.toSet());
        assertThat(kinds).containsExactlyInAnyOrder(Failure.class.getPermittedSubclasses());
    }

    @Test
    void what_an_author_asked_for_has_its_place() {
        assertThat(new Failure.StepFailed(NODE, "rust", SCRIPT, 7, List.of()).origins())
                .containsExactly(ORIGIN);
        assertThat(new Failure.CheckFailed(NODE, CHECK, 1, List.of()).origins()).containsExactly(ORIGIN);
        assertThat(new Failure.TimedOut(NODE, "make", Duration.ofMinutes(1), List.of(ORIGIN), List.of()).origins())
                .containsExactly(ORIGIN);
    }

    @Test
    void what_printed_something_has_its_last_lines() {
        List<String> lines = List.of("one", "two");

        assertThat(List.of(
                        new Failure.StepFailed(NODE, "rust", SCRIPT, 7, lines),
                        new Failure.CheckFailed(NODE, CHECK, 1, lines),
                        new Failure.BaseFailed(NODE, "debian:bookworm", "debootstrap failed", lines),
                        new Failure.Unexpected(NODE, "broken", lines)))
                .allSatisfy(failure -> assertThat(failure.lastLines()).isEqualTo(lines));
    }

    @Test
    void what_is_not_reproducible_is_listed_by_step_and_file() {
        Failure failure = new Failure.NotReproducible(
                NODE,
                List.of(
                        new Failure.NotReproducible.Difference(SCRIPT, List.of("/a: content", "/b: mode")),
                        new Failure.NotReproducible.Difference(SCRIPT, List.of("/c: content"))));

        assertThat(failure.lastLines())
                .containsExactly(
                        "'RUN scripts/rust.sh'",
                        "  /a: content",
                        "  /b: mode",
                        "'RUN scripts/rust.sh'",
                        "  /c: content");
        assertThat(failure.origins()).containsExactly(ORIGIN);
    }
}
