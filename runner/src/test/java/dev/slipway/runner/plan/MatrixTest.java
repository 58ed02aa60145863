package dev.slipway.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.BuildGraph;
import dev.slipway.model.Family;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.testing.LargeFamily;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MatrixTest {
    @Test
    void bases_come_in_waves_before_what_stands_on_them() {
        Matrix matrix = matrix(plan(TestFamily.family()));

        assertThat(matrix.waves())
                .containsExactly(
                        List.of(builds("compilerbase", "compilerbase"), pushes("stylechecker", "stylechecker")),
                        List.of(
                                pushes("extbuilder:16.13", "extbuilder:16.13"),
                                pushes("extbuilder:17.9", "extbuilder:17.9"),
                                pushes("pgupgradetester", "pgupgradetester")),
                        List.of(
                                pushes("exttester:16.13", "exttester:16.13"),
                                pushes("exttester:17.9", "exttester:17.9")));
    }

    @Test
    void groups_have_no_base_in_common() {
        assertThat(matrix(plan(TestFamily.family())).groups())
                .containsExactly(
                        pushes(
                                "compilerbase",
                                "extbuilder:16.13",
                                "extbuilder:17.9",
                                "exttester:16.13",
                                "exttester:17.9",
                                "pgupgradetester"),
                        pushes("stylechecker", "stylechecker"));
    }

    @Test
    void an_image_that_others_only_need_is_built_and_not_pushed() {
        Matrix matrix = matrix(plan(TestFamily.family(), "exttester:17"));

        assertThat(matrix.waves())
                .containsExactly(
                        List.of(builds("compilerbase", "compilerbase")),
                        List.of(builds("extbuilder:17.9", "extbuilder:17.9")),
                        List.of(pushes("exttester:17.9", "exttester:17.9")));
        assertThat(matrix.groups()).containsExactly(pushes("compilerbase", "exttester:17.9"));
    }

    @Test
    void what_is_not_wanted_is_in_no_job_yet_decides_who_shares_a_machine() {
        Plan plan = plan(TestFamily.family());

        Matrix matrix = Matrix.of(plan, Set.of("exttester:16.13", "exttester:17.9"));

        assertThat(matrix.waves())
                .containsExactly(List.of(
                        pushes("exttester:16.13", "exttester:16.13"), pushes("exttester:17.9", "exttester:17.9")));
        assertThat(matrix.groups()).containsExactly(pushes("compilerbase", "exttester:16.13", "exttester:17.9"));
    }

    @Test
    void nothing_wanted_is_no_job() {
        assertThat(Matrix.of(plan(TestFamily.family()), Set.of())).isEqualTo(new Matrix(List.of(), List.of()));
    }

    /** 2,000 images on 40 bases on a root. */
    @Test
    void a_large_family_is_packed_into_as_many_jobs_as_there_may_be() throws IOException {
        Plan plan = plan(LargeFamily.of(2000));

        Matrix matrix = matrix(plan);

        assertThat(matrix.waves()).allSatisfy(wave -> assertThat(wave).hasSizeLessThanOrEqualTo(256));
        List<Matrix.Job> last = matrix.waves().get(matrix.waves().size() - 1);
        assertThat(last).hasSizeGreaterThan(200);
        assertThat(last.get(0).name()).isEqualTo(last.get(0).images().get(0) + " and 7 more");
        assertThat(matrix.waves().stream()
                        .flatMap(List::stream)
                        .flatMap(job -> job.images().stream())
                        .toList())
                .doesNotHaveDuplicates()
                .hasSize(plan.nodes().size());
        assertThat(matrix).isEqualTo(matrix(plan(LargeFamily.of(2000))));
    }

    /** Whatever is left out of a run, its jobs can be run in this order. */
    @Test
    void whatever_is_wanted_nothing_is_needed_by_an_earlier_wave_or_the_same() throws IOException {
        Plan plan = plan(LargeFamily.of(300));
        Set<String> built = new HashSet<>();
        for (List<Matrix.Job> wave : matrix(plan).waves()) {
            List<String> images =
                    wave.stream().flatMap(job -> job.images().stream()).toList();
            plan.nodes().stream()
                    .filter(node -> images.contains(node.id()))
                    .forEach(node -> assertThat(built).containsAll(node.node().dependencies()));
            built.addAll(images);
        }
        assertThat(built).hasSize(plan.nodes().size());
    }

    private static Plan plan(Family family, String... selectors) {
        Inventory inventory = new Inventory(List.of(BuildGraph.of(family)), List.of());
        Destination destination = new Destination(Optional.empty(), TagSuffix.release());
        return Planner.plan(inventory, new Request(new ArrayList<>(List.of(selectors)), destination, true));
    }

    private static Matrix matrix(Plan plan) {
        return Matrix.of(plan, plan.nodes().stream().map(PlannedNode::id).collect(Collectors.toSet()));
    }

    private static Matrix.Job pushes(String name, String... images) {
        return new Matrix.Job(name, List.of(images), true);
    }

    private static Matrix.Job builds(String name, String... images) {
        return new Matrix.Job(name, List.of(images), false);
    }
}
