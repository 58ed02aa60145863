package dev.slipway.runner.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Inventory;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.plan.Planner;
import dev.slipway.runner.plan.Request;
import dev.slipway.runner.plan.TagSuffix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a run of compilerbase, extbuilder:17.9 and exttester:17.9, each on the one before, will still take. */
class ForecastTest {
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(START, ZoneOffset.UTC);

    private final Plan plan = plan("exttester:17.9");
    private final Map<String, Duration> memory = new HashMap<>();

    private static Plan plan(String... selectors) {
        Inventory inventory = new Inventory(List.of(BuildGraph.of(TestFamily.family())), List.of());
        return Planner.plan(
                inventory,
                new Request(List.of(selectors), new Destination(Optional.empty(), TagSuffix.release()), false));
    }

    @Test
    void nothing_is_known_before_the_first_run() {
        assertThat(forecast(2).left(START)).isEmpty();
    }

    @Test
    void a_chain_takes_as_long_as_its_steps_however_many_work() {
        remember(Duration.ofSeconds(10));

        assertThat(forecast(4).left(START)).contains(Duration.ofSeconds(40));
    }

    @Test
    void images_that_do_not_wait_for_each_other_share_the_workers() {
        Plan wide = plan("exttester:17.9", "exttester:16.13", "stylechecker");
        remember(wide, Duration.ofSeconds(10));

        assertThat(new Forecast(wide, 1, CLOCK, () -> memory).left(START)).contains(Duration.ofSeconds(80));
        assertThat(new Forecast(wide, 2, CLOCK, () -> memory).left(START)).contains(Duration.ofSeconds(40));
    }

    @Test
    void what_is_done_is_done_and_what_is_being_done_counts_as_far_as_it_is() {
        remember(Duration.ofSeconds(10));
        Forecast forecast = forecast(1);
        Node base = plan.nodes().get(0).node();

        forecast.on(new Event.OperationStarted(base.id(), base.main().name(), 1, 1, operation(base, 0)));
        assertThat(forecast.left(START.plusSeconds(4))).contains(Duration.ofSeconds(36));
        assertThat(forecast.left(START.plusSeconds(400)))
                .as("it takes longer than the last time")
                .contains(Duration.ofSeconds(30));

        forecast.on(finished(base, 0, false, Duration.ofSeconds(12)));
        assertThat(forecast.left(START.plusSeconds(12))).contains(Duration.ofSeconds(30));

        forecast.on(new Event.NodeFinished("extbuilder:17.9", true, Duration.ZERO));
        assertThat(forecast.left(START.plusSeconds(12))).contains(Duration.ofSeconds(10));

        forecast.on(new Event.NodeFinished("exttester:17.9", true, Duration.ZERO));
        assertThat(forecast.left(START.plusSeconds(12))).isEmpty();
    }

    @Test
    void steps_are_remembered_by_how_long_they_took_and_cached_ones_only_if_they_are_new() {
        Node base = plan.nodes().get(0).node();
        Node builder = plan.nodes().get(1).node();
        memory.put(key(builder, 0), Duration.ofSeconds(7));
        Forecast forecast = forecast(1);

        forecast.on(finished(builder, 0, true, Duration.ofMillis(3)));
        assertThat(forecast.taken()).as("nothing was done").isEmpty();

        forecast.on(finished(builder, 1, true, Duration.ofMillis(3)));
        forecast.on(finished(base, 0, false, Duration.ofSeconds(12)));

        assertThat(forecast.taken())
                .isEqualTo(Map.of(key(builder, 1), Duration.ZERO, key(base, 0), Duration.ofSeconds(12)));
    }

    @Test
    void times_are_kept_in_a_file_until_they_are_too_many(@TempDir Path folder) throws IOException {
        StepTimes times = new StateFolder(folder.resolve("new")).stepTimes();
        assertThat(times.read()).isEmpty();

        times.add(Map.of("left left RUN make", Duration.ofMillis(1234)));
        times.add(Map.of("right right RUN a  b", Duration.ofSeconds(2)));
        times.add(Map.of("left left RUN make", Duration.ofSeconds(1)));

        assertThat(times.read())
                .isEqualTo(Map.of(
                        "left left RUN make", Duration.ofSeconds(1), "right right RUN a  b", Duration.ofSeconds(2)));

        Map<String, Duration> many = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            many.put("step " + i, Duration.ofMillis(i));
        }
        times.add(many);
        assertThat(times.read()).isEqualTo(many);
        assertThat(folder.resolve("new")).isDirectoryContaining("glob:**/step-times");
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void a_damaged_file_is_no_loss(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("step-times"), "1000 left left RUN make\nnonsense\n99999999999999 much\n");

        assertThat(new StateFolder(folder).stepTimes().read())
                .isEqualTo(Map.of("left left RUN make", Duration.ofSeconds(1)));
    }

    private Forecast forecast(int jobs) {
        return new Forecast(plan, jobs, CLOCK, () -> memory);
    }

    private void remember(Duration each) {
        remember(plan, each);
    }

    private void remember(Plan some, Duration each) {
        some.nodes().forEach(planned -> {
            for (int i = 0; i < planned.node().main().operations().size(); i++) {
                memory.put(key(planned.node(), i), each);
            }
        });
    }

    private static Event finished(Node node, int index, boolean cached, Duration elapsed) {
        int total = node.main().operations().size();
        return new Event.OperationFinished(
                node.id(), node.main().name(), index + 1, total, operation(node, index), cached, elapsed);
    }

    private static Operation operation(Node node, int index) {
        return node.main().operations().get(index);
    }

    private static String key(Node node, int index) {
        return Forecast.key(
                node.id(), node.main().name(), operation(node, index).title());
    }
}
