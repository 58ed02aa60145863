package dev.slipway.runner.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.BuildGraph;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Inventory;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.plan.Planner;
import dev.slipway.runner.plan.Repository;
import dev.slipway.runner.plan.Request;
import dev.slipway.runner.plan.TagSuffix;
import dev.slipway.runner.registry.Descriptor;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookupTest {
    private static final Plan PLAN = Planner.plan(
            new Inventory(List.of(BuildGraph.of(TestFamily.family())), List.of()),
            new Request(
                    List.of(),
                    new Destination(Optional.of(new Repository("registry.example/citus")), TagSuffix.release()),
                    true));

    @Test
    void what_stands_on_an_image_that_is_too_old_is_made_anew_with_it() {
        Map<String, ImageRecord> found = all();
        String old = PLAN.nodes().stream()
                .map(planned -> planned.node().id())
                .filter(id -> id.startsWith("extbuilder") && id.contains("16.13"))
                .findFirst()
                .orElseThrow();
        found.remove(old);

        assertThat(Lookup.standingOnFresh(PLAN, found).keySet())
                .hasSize(all().size() - 2)
                .noneMatch(id -> id.contains("16.13") && id.startsWith("ext"))
                .anyMatch(id -> id.contains("17.9") && id.startsWith("exttester"));
    }

    @Test
    void where_all_that_is_published_is_there_nothing_is_made_anew() {
        assertThat(Lookup.standingOnFresh(PLAN, all())).isEqualTo(all());
    }

    private static Map<String, ImageRecord> all() {
        Map<String, ImageRecord> all = new HashMap<>();
        PLAN.nodes().stream()
                .filter(planned -> planned.reference().isPresent())
                .forEach(planned -> all.put(
                        planned.id(),
                        new ImageRecord(
                                planned.id(),
                                "0".repeat(64),
                                new Descriptor("any", "sha256:" + "0".repeat(64), 1),
                                Instant.EPOCH,
                                0,
                                new Maker("embedded", Optional.empty()))));
        return all;
    }
}
