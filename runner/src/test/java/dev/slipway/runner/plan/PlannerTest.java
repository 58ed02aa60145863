package dev.slipway.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.failure.InputException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Inventory INVENTORY = new Inventory(List.of(BuildGraph.of(TestFamily.family())), List.of());
    private static final Destination RELEASE =
            new Destination(Optional.of(new Repository("ghcr.io/org")), TagSuffix.release());

    @Test
    void a_plan_holds_what_was_asked_for_and_what_that_needs() {
        Plan plan = Planner.plan(INVENTORY, new Request(List.of("exttester:17"), RELEASE, true));

        assertThat(plan.nodes())
                .extracting(PlannedNode::id, PlannedNode::requested, PlannedNode::neededBy)
                .containsExactly(
                        tuple("compilerbase", false, List.of("extbuilder:17.9")),
                        tuple("extbuilder:17.9", false, List.of("exttester:17.9")),
                        tuple("exttester:17.9", true, List.of()));
        assertThat(plan.nodes().get(2).reference()).contains("ghcr.io/org/exttester:17.9");
        assertThat(plan.nodes().get(0).reference()).isEmpty();
    }

    @Test
    void what_is_there_already_is_not_built_nor_what_only_that_needs() {
        Plan plan = Planner.plan(INVENTORY, new Request(List.of("ext*:17", "ext*:16"), RELEASE, true));

        assertThat(plan.reusing(Set.of("extbuilder:17.9", "exttester:17.9", "exttester:16.13"))
                        .nodes())
                .extracting(PlannedNode::id, PlannedNode::neededBy)
                .containsExactly(
                        tuple("compilerbase", List.of("extbuilder:16.13")),
                        tuple("extbuilder:16.13", List.of()),
                        tuple("extbuilder:17.9", List.of()),
                        tuple("exttester:16.13", List.of()),
                        tuple("exttester:17.9", List.of()));
        assertThat(plan.reusing(Set.of("extbuilder:17.9", "extbuilder:16.13")).nodes())
                .extracting(PlannedNode::id, PlannedNode::neededBy)
                .containsExactly(
                        tuple("extbuilder:16.13", List.of("exttester:16.13")),
                        tuple("extbuilder:17.9", List.of("exttester:17.9")),
                        tuple("exttester:16.13", List.of()),
                        tuple("exttester:17.9", List.of()));
        assertThat(plan.reusing(Set.of())).isEqualTo(plan);
    }

    @Test
    void a_node_has_all_that_it_needs_before_it() {
        Plan plan = Planner.plan(INVENTORY, new Request(List.of(), RELEASE, true));

        assertThat(plan.closure("exttester:17.9"))
                .extracting(Node::id)
                .containsExactly("compilerbase", "extbuilder:17.9", "exttester:17.9");
    }

    @Test
    void several_selectors_are_a_union() {
        Plan plan = Planner.plan(
                INVENTORY, new Request(List.of("stylechecker", "extbuilder:16", "ext*:16"), RELEASE, false));

        assertThat(plan.nodes().stream().filter(PlannedNode::requested))
                .extracting(PlannedNode::id)
                .containsExactly("extbuilder:16.13", "exttester:16.13", "stylechecker");
    }

    @Test
    void a_development_run_says_when_it_started() {
        Destination destination =
                new Destination(Optional.empty(), TagSuffix.development(LocalDateTime.of(2026, 11, 23, 9, 5, 59)));

        Plan plan = Planner.plan(INVENTORY, new Request(List.of("stylechecker"), destination, true));

        assertThat(plan.nodes().get(0).reference()).contains("citus/stylechecker:0.8.33-dev202611230905");
    }

    @Test
    void a_base_is_built_but_not_pushed() {
        assertThat(Planner.plan(INVENTORY, new Request(List.of("compilerbase"), RELEASE, false))
                        .nodes())
                .extracting(PlannedNode::id)
                .containsExactly("compilerbase");
        assertThatThrownBy(() -> Planner.plan(INVENTORY, new Request(List.of("compilerbase"), RELEASE, true)))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "'compilerbase' is a base that is not published: it can be built, not pushed. Set published in"
                                + " its @Image to change that");
    }

    @Test
    void a_tag_has_at_most_128_characters() {
        String tag = "1".repeat(120);
        Inventory inventory = new Inventory(List.of(BuildGraph.of(TestFamily.single("long", tag))), List.of());
        Destination development =
                new Destination(Optional.empty(), TagSuffix.development(LocalDateTime.of(2026, 11, 23, 9, 5)));

        assertThat(Planner.plan(inventory, new Request(List.of(), RELEASE, true))
                        .nodes())
                .hasSize(1);
        assertThatThrownBy(() -> Planner.plan(inventory, new Request(List.of(), development, true)))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "the tag of long is 136 characters long, and 128 are allowed: '" + tag
                                + "-dev202611230905'. Give a shorter suffix than '-dev202611230905' with --tag-suffix, or shorten the tag of @Image");
    }
}
