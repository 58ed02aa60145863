package dev.slipway.graph;

import static dev.slipway.graph.Families.apt;
import static dev.slipway.graph.Families.debian;
import static dev.slipway.graph.Families.family;
import static dev.slipway.graph.Families.file;
import static dev.slipway.graph.Families.image;
import static dev.slipway.graph.Families.ofImage;
import static dev.slipway.graph.Families.run;
import static dev.slipway.graph.Families.script;
import static dev.slipway.graph.Families.single;
import static dev.slipway.graph.Families.varying;
import static dev.slipway.graph.Families.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.slipway.model.Axis;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Release;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BuildGraphTest {
    private static final ImageDefinition BASE = single("base", debian(), apt("gdb"));
    private static final ImageDefinition POSTGRES = varying("postgres", ofImage("base"), run("install {pg}"));
    private static final ImageDefinition TESTER = varying("tester", ofImage("postgres"), run("test {pg.major}"));
    private static final ImageDefinition UPGRADER =
            image("upgrader", "{pg.all}", List.of(), ofImage("base"), run("install {pg.all}"));

    @Test
    void an_image_that_varies_is_one_node_a_release() {
        BuildGraph graph = BuildGraph.of(family(BASE, POSTGRES, TESTER, UPGRADER));
        assertThat(graph.nodes())
                .extracting(Node::id)
                .containsExactly(
                        "base",
                        "postgres:16.13",
                        "postgres:17.9",
                        "postgres:18~beta1",
                        "tester:16.13",
                        "tester:17.9",
                        "tester:18~beta1",
                        "upgrader");
        assertThat(graph.nodes()).extracting(Node::tag).endsWith("16.13", "17.9", "18beta1", "16.13-17.9-18beta1");
        assertThat(graph.node("tester:17.9").orElseThrow().dependencies()).containsExactly("postgres:17.9");
    }

    @Test
    void no_reference_is_left_in_a_node() {
        assertThat(BuildGraph.of(family(BASE, POSTGRES, TESTER, UPGRADER)).nodes())
                .flatExtracting(Node::stages)
                .flatExtracting(Stage::operations)
                .flatExtracting(Operation::instructions)
                .allMatch(instruction -> instruction.references().isEmpty());
    }

    @Test
    void whatever_the_order_of_declaration_a_node_comes_after_those_it_needs() {
        Map<String, String> digests = new TreeMap<>(digests(family(BASE, POSTGRES, TESTER, UPGRADER)));
        List<ImageDefinition> images = new ArrayList<>(List.of(BASE, POSTGRES, TESTER, UPGRADER));
        for (int seed = 0; seed < 24; seed++) {
            Collections.shuffle(images, new Random(seed));
            Family shuffled = family(images.toArray(new ImageDefinition[0]));
            Set<String> built = new HashSet<>();
            BuildGraph.of(shuffled).nodes().forEach(node -> {
                assertThat(built).containsAll(node.dependencies());
                built.add(node.id());
            });
            assertThat(digests(shuffled)).isEqualTo(digests);
        }
    }

    @Test
    void the_same_family_gives_the_same_graph() {
        assertThat(BuildGraph.of(family(BASE, POSTGRES))).isEqualTo(BuildGraph.of(family(BASE, POSTGRES)));
    }

    @Test
    void a_changed_step_changes_its_image_and_those_built_on_it() {
        ImageDefinition changed = varying("postgres", ofImage("base"), run("install {pg} well"));
        assertThat(changes(family(BASE, POSTGRES, TESTER, UPGRADER), family(BASE, changed, TESTER, UPGRADER)))
                .containsExactlyInAnyOrder(
                        "postgres:16.13",
                        "postgres:17.9",
                        "postgres:18~beta1",
                        "tester:16.13",
                        "tester:17.9",
                        "tester:18~beta1");
    }

    @Test
    void a_minor_release_changes_its_own_nodes_and_those_of_all_releases() {
        Axis bumped = new Axis(
                "pg",
                List.of(
                        Families.PG.releases().get(0),
                        new Release("17.10", Families.PG.releases().get(1).attributes()),
                        Families.PG.releases().get(2)),
                Families.PG.origin());
        Family before = family(BASE, POSTGRES, TESTER, UPGRADER);
        Family after =
                new Family(before.repository(), before.sources(), List.of(bumped), before.images(), before.context());
        assertThat(changes(before, after)).containsExactlyInAnyOrder("postgres:17.10", "tester:17.10", "upgrader");
    }

    @Test
    void a_changed_file_changes_only_what_reads_it() {
        ImageDefinition reads = single("reads", debian(), script("install.sh", "patches"));
        ImageDefinition other = single("other", debian(), apt("gdb"));
        assertThat(changes(
                        family(List.of(file("patches/one", "aa"), file("patchesx", "aa")), reads, other),
                        family(List.of(file("patches/one", "bb"), file("patchesx", "bb")), reads, other)))
                .containsExactly("reads");
        assertThat(changes(
                        family(List.of(file("patches/one", "aa"), file("patchesx", "aa")), reads, other),
                        family(List.of(file("patches/one", "aa"), file("patchesx", "bb")), reads, other)))
                .isEmpty();
    }

    @Test
    void lines_descriptions_tags_and_other_images_change_no_digest() {
        ImageDefinition moved = image("postgres", "v{pg}", List.of("pg"), ofImage("base"), run("install {pg}", 99));
        assertThat(changes(family(BASE, POSTGRES), family(BASE, moved))).isEmpty();
        assertThat(changes(family(BASE, POSTGRES), family(BASE, POSTGRES, UPGRADER)))
                .containsExactly("upgrader");
    }

    @Test
    void an_excluded_release_has_no_node() {
        BuildGraph graph = BuildGraph.of(family(BASE, without(POSTGRES, "pg", "18")));
        assertThat(graph.nodes()).extracting(Node::id).containsExactly("base", "postgres:16.13", "postgres:17.9");
    }

    @Test
    void the_closure_of_a_node_is_all_that_it_needs() {
        BuildGraph graph = BuildGraph.of(family(BASE, POSTGRES, TESTER, UPGRADER));
        assertThat(graph.closure(Set.of("tester:17.9")))
                .extracting(Node::id)
                .containsExactly("base", "postgres:17.9", "tester:17.9");
    }

    @Test
    void a_cycle_says_its_path() {
        ImageDefinition entry = single("entry", ofImage("a"));
        assertThatThrownBy(() -> BuildGraph.of(
                        family(entry, single("a", ofImage("b")), single("b", ofImage("c")), single("c", ofImage("a")))))
                .hasMessage("cycle: a -> b -> c -> a")
                .asInstanceOf(type(CycleException.class))
                .extracting(CycleException::path)
                .isEqualTo(List.of("a", "b", "c", "a"));
    }

    @Test
    void what_does_not_fit_names_the_image() {
        assertThatThrownBy(() -> BuildGraph.of(family(single("a", ofImage("b")))))
                .hasMessage("image 'a' needs image 'b', which does not exist");
        assertThatThrownBy(() -> BuildGraph.of(family(image("a", "latest", List.of("pg"), debian()))))
                .hasMessageContaining("image 'a'")
                .hasMessageContaining("tag 'latest' stands for both a:16.13 and a:17.9");
        assertThatThrownBy(() -> BuildGraph.of(family(BASE, POSTGRES, single("a", ofImage("postgres")))))
                .hasMessageContaining("image 'a' needs image 'postgres', which varies by axis 'pg'");
        assertThatThrownBy(() -> BuildGraph.of(family(single("a", debian(), run("echo {pg.majr}")))))
                .hasMessageContaining("image 'a': '{pg.majr}'");
    }

    @Test
    void other_stages_change_the_digests_of_their_node_and_of_what_needs_it() {
        BuildGraph before = BuildGraph.of(family(BASE, POSTGRES, UPGRADER));
        BuildGraph same = before.withStages(Node::stages);
        BuildGraph after = before.withStages(node -> node.id().equals("postgres:17.9")
                ? List.of(new Stage(node.main().name(), node.main().base(), List.of()))
                : node.stages());

        assertThat(same).isEqualTo(before);
        assertThat(after.nodes().stream()
                        .filter(node -> !before.nodes().contains(node))
                        .map(Node::id))
                .containsExactlyElementsOf(before.nodes().stream()
                        .filter(node -> node.id().equals("postgres:17.9")
                                || node.dependencies().contains("postgres:17.9"))
                        .map(Node::id)
                        .toList())
                .contains("postgres:17.9");
    }

    @Test
    void an_operation_knows_the_packages_that_it_is_told_one_by_one() {
        ImageDefinition image = image("listed", "{pg}", List.of("pg"), debian(), apt("gdb", "citus-{pg.citus}"));

        assertThat(BuildGraph.of(family(image))
                        .nodes()
                        .get(0)
                        .main()
                        .operations()
                        .get(0)
                        .packages())
                .extracting(Text::value)
                .containsExactly("gdb", "citus-v11", "citus-v12");
    }

    @Test
    void a_user_is_inherited_over_images() {
        ImageDefinition base = single("base", debian(), new Step.User(Text.literal("me"), List.of(Families.origin(1))));
        ImageDefinition child = single("child", ofImage("base"), apt("gdb"));
        assertThat(BuildGraph.of(family(base, child))
                        .node("child")
                        .orElseThrow()
                        .main()
                        .operations())
                .extracting(Operation::title)
                .containsExactly("USER root", "apt-get install gdb", "USER me");
    }

    private static Map<String, String> digests(Family family) {
        Map<String, String> digests = new TreeMap<>();
        BuildGraph.of(family).nodes().forEach(node -> digests.put(node.id(), node.digest()));
        return digests;
    }

    /** Nodes of the second family whose digest the first does not have. */
    private static List<String> changes(Family before, Family after) {
        Map<String, String> known = digests(before);
        return digests(after).entrySet().stream()
                .filter(node -> !node.getValue().equals(known.get(node.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
