package dev.slipway.runner.engine.embedded;

import static dev.slipway.runner.testing.ChangingFamily.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.model.ContextFile;
import dev.slipway.runner.plan.Rerun;
import dev.slipway.runner.sandbox.InNamespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.ChangingFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What would be built again, and why. */
@InNamespace(andAsOrdinaryUser = true)
class WhyIT {
    private final TestFolder folder = TestFolder.untilTheEnd();
    private final Path store = folder.path().resolve("store");
    private final EngineRun run = new EngineRun(folder.path(), store);

    WhyIT() throws IOException {}

    @Test
    void each_input_is_named_with_what_it_was_and_is() throws Exception {
        run.build(FIRST.family());

        assertThat(run.why(FIRST.family())).isEmpty();
        assertFirst(
                FIRST.commands("echo two > /opt/one"),
                "top: RUN echo two > /opt/one",
                "the command changed:",
                "  - echo one > /opt/one",
                "  + echo two > /opt/one");
        assertFirst(FIRST.variable("2"), "top: RUN echo $VERSION > /opt/version", "variable VERSION: '1' -> '2'");
        assertFirst(
                FIRST.note("other"),
                "top: COPY note /opt/note",
                "file note: " + digest("note") + " -> " + digest("other"));
        assertFirst(
                FIRST.lower("echo other > /opt/lower"),
                "lower: RUN echo other > /opt/lower",
                "the command changed:",
                "  - echo lower > /opt/lower",
                "  + echo other > /opt/lower");
        assertFirst(FIRST.check("on"), "top: check cat /opt/one", "what it must print: 'one' -> 'on'");
        assertFirst(
                FIRST.commands("echo zero > /opt/zero", "echo one > /opt/one"),
                "top: RUN echo zero > /opt/zero",
                "the step is new");
    }

    @Test
    void other_files_before_a_step_have_a_cause() throws Exception {
        run.build(FIRST.commands("echo zero > /opt/zero", "echo one > /opt/one").family());
        assertFirst(
                FIRST,
                "top: RUN echo one > /opt/one",
                "the files before it are others: gone: 'RUN echo zero > /opt/zero'");

        run.build(FIRST.family());
        run.build(FIRST.commands("echo on > /opt/one").variable("2").check("on").family());
        assertFirst(
                FIRST.variable("2"),
                "top: RUN echo $VERSION > /opt/version",
                "the files before it are others: 'RUN echo one > /opt/one' changed:",
                "  the command changed:",
                "    - echo on > /opt/one",
                "    + echo one > /opt/one");
    }

    @Test
    void what_was_never_built_and_what_is_gone_is_said() throws Exception {
        assertFirst(
                FIRST,
                "root: COPY busybox /bin/busybox",
                "root was never built here, or so long ago that it was pruned");

        run.build(FIRST.family());
        try (Stream<Path> steps = Files.list(store.resolve("v4/steps"))) {
            for (Path step : steps.toList()) {
                Files.delete(step);
            }
        }
        assertFirst(
                FIRST, "root: COPY busybox /bin/busybox", "nothing changed, but its result is no longer in the store");
    }

    @Test
    void another_profile_is_said() throws Exception {
        run.withProfile("profile debian").build(FIRST.family());

        assertThat(run.withProfile("").why(FIRST.variable("2").family()).flatMap(Rerun::lastProfile))
                .contains("profile debian");
        assertThat(run.withProfile("profile debian")
                        .why(FIRST.variable("2").family())
                        .flatMap(Rerun::lastProfile))
                .isEmpty();
    }

    private void assertFirst(ChangingFamily family, String step, String... reasons) throws Exception {
        Optional<Rerun> first = run.why(family.family());
        assertThat(first.map(rerun -> rerun.node() + ": " + rerun.step())).contains(step);
        assertThat(first.map(Rerun::reasons)).contains(List.of(reasons));
    }

    private static String digest(String content) {
        return ContextFile.sha256(content.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }
}
