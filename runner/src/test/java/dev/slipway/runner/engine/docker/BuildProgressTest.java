package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.slipway.model.Check;
import dev.slipway.model.Family;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.HiddenValues;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.testing.FailingFamily;
import dev.slipway.runner.testing.SmallFamily;
import dev.slipway.runner.testing.StuckFamily;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** On what buildx 0.38 really said of builds by BuildKit 0.34, without most of what is about the context. */
class BuildProgressTest {
    private final HiddenValues hidden = new HiddenValues();
    private final List<String> told = new ArrayList<>();
    private final AtomicLong nanoTime = new AtomicLong();

    @Test
    void a_build_tells_its_steps_its_output_and_its_checks() throws Exception {
        BuildProgress progress = progress(SmallFamily.family(), "right", Optional.empty());

        follow(progress, "built");
        progress.succeeded();

        assertThat(progress.failed()).isEmpty();
        assertThat(progress.cached()).isFalse();
        assertThat(told)
                .containsExactly(
                        "right-build started 1/1 RUN mkdir /out",
                        "right started 1/4 RUN echo shared step",
                        "right | shared step",
                        "right-build done 1/1 RUN mkdir /out",
                        "right done 1/4 RUN echo shared step",
                        "right cached 2/4 ENV SIDE",
                        "right started 3/4 COPY --from /out/ /opt/out/",
                        "right done 3/4 COPY --from /out/ /opt/out/",
                        "right started 4/4 RUN rm /opt/old/file",
                        "right done 4/4 RUN rm /opt/old/file",
                        "right | right",
                        "passed cat /opt/side");
    }

    @Test
    void what_is_known_only_finishes() throws Exception {
        BuildProgress progress = progress(SmallFamily.family(), "right", Optional.empty());

        follow(progress, "cached");
        progress.succeeded();

        assertThat(progress.cached()).isTrue();
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "right cached 1/4 RUN echo shared step",
                        "right-build cached 1/1 RUN mkdir /out",
                        "right cached 2/4 ENV SIDE",
                        "right cached 3/4 COPY --from /out/ /opt/out/",
                        "right cached 4/4 RUN rm /opt/old/file",
                        "cached cat /opt/side");
    }

    @Test
    void a_command_that_fails_is_the_steps_failure_with_its_exit_code_and_last_lines() throws Exception {
        BuildProgress progress = progress(FailingFamily.step(), "failing", Optional.empty());

        follow(progress, "step-failed");

        BuildProgress.Failed failed = progress.failed().orElseThrow();
        assertThat(failed.place().what()).isEqualTo("RUN echo $STEPS; exit 3");
        assertThat(failed.failure())
                .isEqualTo(new Failure.StepFailed(
                        "failing", "failing", ((Place.OfStep) failed.place()).operation(), 3, List.of("step's")));
        assertThat(failed.failure().origins())
                .extracting(origin -> origin.describe())
                .containsExactly("Image.java:7 @Run");
    }

    @Test
    void secrets_in_what_is_printed_are_hidden() throws Exception {
        hidden.add("step's".getBytes(StandardCharsets.UTF_8));
        BuildProgress progress = progress(FailingFamily.step(), "failing", Optional.empty());

        follow(progress, "step-failed");

        assertThat(told).contains("failing | ***");
        assertThat(progress.failed().orElseThrow().failure().lastLines()).containsExactly("***");
    }

    @Test
    void a_check_that_prints_something_else_has_not_failed_with_a_code() throws Exception {
        BuildProgress progress = progress(FailingFamily.check(), "top", Optional.empty());
        Check check = Written.of(FailingFamily.check(), "top").node().checks().get(0);

        follow(progress, "check-failed");

        assertThat(progress.failed().orElseThrow().failure())
                .isEqualTo(new Failure.CheckFailed("top", check, 0, List.of("made")));
    }

    @Test
    void a_base_is_there_when_the_first_step_on_it_begins() throws Exception {
        BuildProgress progress = progress(StuckFamily.pull("127.0.0.1:5999/t/left:1"), "left", Optional.empty());

        follow(progress, "base-pulled");
        progress.succeeded();

        assertThat(told)
                .containsExactly(
                        "base 127.0.0.1:5999/t/left:1: pull",
                        "base 127.0.0.1:5999/t/left:1: done",
                        "left started 1/1 RUN true",
                        "left done 1/1 RUN true");
    }

    @Test
    void a_base_that_is_not_there_is_the_bases_failure() throws Exception {
        BuildProgress progress = progress(StuckFamily.pull("127.0.0.1:5999/t/none:1"), "left", Optional.empty());

        follow(progress, "base-not-found");

        assertThat(progress.failed().orElseThrow().failure())
                .isEqualTo(new Failure.BaseFailed(
                        "left", "127.0.0.1:5999/t/none:1", "127.0.0.1:5999/t/none:1: not found", List.of()));
    }

    @Test
    void what_runs_has_until_its_limit_from_when_it_began() throws Exception {
        BuildProgress progress = progress(SmallFamily.family(), "right", Optional.of(Duration.ofSeconds(7)));
        List<BuildProgress.Running> running = new ArrayList<>();
        nanoTime.set(1_000);

        for (String line : lines("built")) {
            SolveStatus.parse(line).ifPresent(progress::on);
            progress.mostUrgent().ifPresent(running::add);
        }

        assertThat(running).isNotEmpty().allSatisfy(each -> {
            assertThat(each.deadline()).isEqualTo(7_000_001_000L);
            assertThat(each.place().node()).isEqualTo("right");
        });
        assertThat(progress.mostUrgent()).isEmpty();
    }

    private BuildProgress progress(Family family, String image, Optional<Duration> limit) throws EngineException {
        Written written = Written.of(family, image, Map.of(), limit);
        return new BuildProgress(written.node(), written.map(), hidden, this::tell, nanoTime::get, vertex -> {});
    }

    private static void follow(BuildProgress progress, String recording) throws IOException {
        ProgressReader reader = new ProgressReader(progress::on, other -> fail("no progress: " + other));
        lines(recording).forEach(reader::line);
    }

    private static List<String> lines(String recording) throws IOException {
        String name = BuildProgressTest.class.getSimpleName() + "/" + recording + ".jsonl";
        try (InputStream stream = BuildProgressTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private void tell(Event event) {
        if (event instanceof Event.OperationStarted started) {
            told.add("%s started %d/%d %s"
                    .formatted(
                            started.stage(),
                            started.index(),
                            started.total(),
                            started.operation().title()));
        } else if (event instanceof Event.OperationFinished done) {
            told.add("%s %s %d/%d %s"
                    .formatted(
                            done.stage(),
                            done.cached() ? "cached" : "done",
                            done.index(),
                            done.total(),
                            done.operation().title()));
        } else if (event instanceof Event.OutputLine line) {
            told.add(line.stage() + " | " + line.line());
        } else if (event instanceof Event.CheckPassed passed) {
            told.add((passed.cached() ? "cached " : "passed ") + passed.check().command());
        } else if (event instanceof Event.BaseStarted base) {
            told.add("base " + base.reference() + ": " + base.how());
        } else if (event instanceof Event.BaseFinished base) {
            told.add("base " + base.reference() + ": done");
        } else {
            throw new AssertionError("nobody expects " + event);
        }
    }
}
