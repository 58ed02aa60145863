package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.engine.Retry;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.failure.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final Node NODE =
            BuildGraph.of(TestFamily.family()).node("compilerbase").orElseThrow();
    private static final Operation OPERATION = NODE.main().operations().get(0);

    private final List<Event> events = new ArrayList<>();
    private final Retries retries = new Retries(NODE, events::add);

    @Test
    void each_command_has_a_count_of_its_own() {
        BuildProgress.Failed first = failed(NODE.id(), 1, 2);
        BuildProgress.Failed second = failed(NODE.id(), 2, 1);

        assertThat(retries.count(first)).contains(new Retry(1, 2));
        assertThat(retries.count(first)).contains(new Retry(2, 2));
        assertThat(retries.count(second)).contains(new Retry(1, 1));
        assertThat(retries.count(first)).isEmpty();
        assertThat(retries.count(second)).isEmpty();
        assertThat(events)
                .containsExactly(
                        line("(exit code 7; retry 1 of 2 in 1s)"),
                        line("(exit code 7; retry 2 of 2 in 2s)"),
                        line("(exit code 7; retry 1 of 1 in 1s)"));
    }

    @Test
    void commands_of_other_nodes_are_not_tried_again() {
        assertThat(retries.count(failed("other", 1, 2))).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void pauses_grow_up_to_half_a_minute() {
        assertThat(List.of(1, 2, 5, 6, 100))
                .extracting(number -> new Retry(number, 100).pause())
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(16),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30));
    }

    private static Event line(String text) {
        return new Event.OutputLine(NODE.id(), "main", text);
    }

    private static BuildProgress.Failed failed(String node, int index, int retries) {
        return new BuildProgress.Failed(
                new Place.OfStep(node, "main", index, 2, OPERATION, Optional.empty(), retries),
                new Failure.StepFailed(node, "main", OPERATION, 7, List.of()));
    }
}
