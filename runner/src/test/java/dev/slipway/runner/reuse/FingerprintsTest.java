package dev.slipway.runner.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.model.Network;
import dev.slipway.model.Origin;
import dev.slipway.model.Patience;
import dev.slipway.model.Program;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.testing.ChangingFamily;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which edits make another image, and which do not. */
class FingerprintsTest {
    private static final String AMD64 = "linux/amd64";
    private static final String ARM64 = "linux/arm64";
    private static final String DEBIAN = "debian:bookworm";
    private static final Outside.GitRef MAIN = new Outside.GitRef("https://git.example/citus", "main");
    private static final World WORLD = new World(
            Map.of(
                    "scratch",
                    "scratch",
                    DEBIAN,
                    "sha256:old",
                    "buildpack-deps:bookworm",
                    "sha256:old",
                    "alpine:3.22",
                    "sha256:old"),
            Map.of(MAIN, "refs/heads/main 1"));

    @Test
    void the_same_definitions_have_the_same_fingerprints() {
        assertThat(all(TestFamily.family(), WORLD, AMD64))
                .isEqualTo(all(TestFamily.family(), WORLD, AMD64))
                .hasSize(7);
        assertThat(all(TestFamily.family(), WORLD, AMD64).values().stream().distinct())
                .hasSize(7)
                .allMatch(digits -> digits.matches("[0-9a-f]{64}"));
    }

    @Test
    void lines_titles_tags_and_patience_do_not_count() {
        Origin elsewhere = new Origin("dev.example.Other", "Run", "Other.java", 99);
        Step quick = run("make", Patience.USUAL, List.of(new Origin("dev.example.Image", "Run", "Image.java", 1)));
        String before = single("tool", "1", quick);

        assertThat(single("tool", "1", run("make", Patience.USUAL, List.of(elsewhere))))
                .isEqualTo(before);
        assertThat(single("tool", "1", run("make", new Patience(90, 3), List.of(elsewhere))))
                .isEqualTo(before);
        assertThat(single("tool", "2-rc1", quick)).isEqualTo(before);
        assertThat(single("tool", "1", run("make all", Patience.USUAL, List.of(elsewhere))))
                .isNotEqualTo(before);
        assertThat(single("other", "1", quick)).isNotEqualTo(before);
    }

    @Test
    void every_part_of_an_image_and_of_what_it_stands_on_counts() throws IOException {
        ChangingFamily first = ChangingFamily.FIRST;
        List<ChangingFamily> edits = List.of(
                first,
                first.lower("echo other > /opt/lower"),
                first.variable("2"),
                first.commands("echo two > /opt/one"),
                first.commands("echo one > /opt/one", "true"),
                first.commands("true", "echo one > /opt/one"),
                first.note("other"),
                first.check("on"));

        assertThat(edits.stream().map(edit -> digits(family(edit), "top")).distinct())
                .hasSize(edits.size());
        assertThat(edits.stream().map(edit -> digits(family(edit), "lower")).distinct())
                .hasSize(2);
        assertThat(edits.stream().map(edit -> digits(family(edit), "root")).distinct())
                .hasSize(1);
    }

    @Test
    void only_files_that_an_image_names_count_and_whether_they_can_be_executed() throws IOException {
        Family family = ChangingFamily.FIRST.family();
        ContextFile unused = new ContextFile("unused", "0".repeat(64), 1, false);

        assertThat(digits(files(family, files -> Stream.concat(files, Stream.of(unused))), "top"))
                .isEqualTo(digits(family, "top"));
        assertThat(digits(
                        files(
                                family,
                                files -> files.map(file -> file.path().equals("note")
                                        ? new ContextFile(file.path(), file.sha256(), file.size(), true)
                                        : file)),
                        "top"))
                .isNotEqualTo(digits(family, "top"));
    }

    @Test
    void a_base_that_moves_counts_for_all_that_stand_on_it() {
        Map<String, String> before = all(TestFamily.family(), WORLD, AMD64);
        Map<String, String> after = all(TestFamily.family(), moved("buildpack-deps:bookworm", "sha256:new"), AMD64);

        assertThat(before.keySet().stream().filter(id -> !before.get(id).equals(after.get(id))))
                .containsExactlyInAnyOrder(
                        "compilerbase",
                        "extbuilder:16.13",
                        "extbuilder:17.9",
                        "exttester:16.13",
                        "exttester:17.9",
                        "pgupgradetester");
        assertThat(all(TestFamily.family(), moved("buildpack-deps:bookworm", "mmdebstrap bookworm gcc"), AMD64))
                .doesNotContainValue(before.get("extbuilder:17.9"));
    }

    @Test
    void the_platforms_count_in_any_order() {
        String one = all(TestFamily.family(), WORLD, AMD64).get("stylechecker");
        String both = all(TestFamily.family(), WORLD, AMD64, ARM64).get("stylechecker");

        assertThat(all(TestFamily.family(), WORLD, ARM64)).doesNotContainValue(one);
        assertThat(both)
                .isNotEqualTo(one)
                .isEqualTo(all(TestFamily.family(), WORLD, ARM64, AMD64).get("stylechecker"));
    }

    @Test
    void the_commit_that_a_ref_stands_for_counts() {
        Family family = TestFamily.single(
                "tool",
                "1",
                new Step.GitSource(
                        Text.literal(MAIN.url()), Text.literal(MAIN.ref()), Text.literal("/src"), List.of()));
        World later = new World(WORLD.bases(), Map.of(MAIN, "refs/heads/main 2"));

        assertThat(all(family, later, AMD64).get("tool"))
                .isNotEqualTo(all(family, WORLD, AMD64).get("tool"));
    }

    @Test
    void where_something_is_not_known_there_is_none_nor_for_what_stands_on_it() {
        World alpine = new World(Map.of("alpine:3.22", "sha256:old"), Map.of());

        assertThat(all(TestFamily.family(), alpine, AMD64)).containsOnlyKeys("stylechecker");
    }

    @Test
    void a_tag_tells_the_fingerprint() {
        Fingerprint fingerprint = Fingerprint.of(List.of());

        assertThat(fingerprint.tag()).isEqualTo("fingerprint-" + fingerprint.digits());
        assertThat(Fingerprint.isTag(fingerprint.tag())).isTrue();
        assertThat(Fingerprint.isTag("fingerprint-1")).isFalse();
    }

    @Test
    void what_differs_is_named_with_the_image_that_has_it() throws IOException {
        assertThat(differences(
                        ChangingFamily.FIRST.commands("echo two > /opt/one").family(), WORLD))
                .containsExactly("step RUN echo two > /opt/one is new", "step RUN echo one > /opt/one is gone");
        assertThat(differences(
                        ChangingFamily.FIRST
                                .lower("true")
                                .variable("2")
                                .note("other")
                                .check("on")
                                .family(),
                        WORLD))
                .containsExactly(
                        "lower: step RUN true is new",
                        "lower: step RUN echo lower > /opt/lower is gone",
                        "step ENV VERSION changed",
                        "file note changed",
                        "check cat /opt/one changed");
        assertThat(differences(ChangingFamily.FIRST.family(), moved("scratch", "sha256:" + "0".repeat(64))))
                .containsExactly("root: base scratch: scratch -> sha256:000000000000");
    }

    @Test
    void steps_in_another_order_are_said_to_be_so() throws IOException {
        Map<String, List<Input>> before =
                inputs(ChangingFamily.FIRST.commands("true", "false").family(), WORLD);
        Map<String, List<Input>> now =
                inputs(ChangingFamily.FIRST.commands("false", "true").family(), WORLD);

        assertThat(Differences.between(before, now)).containsExactly("the same is in another order");
        assertThat(Differences.between(now, now)).isEmpty();
    }

    private static List<String> differences(Family now, World world) throws IOException {
        return Differences.between(inputs(ChangingFamily.FIRST.family(), WORLD), inputs(now, world));
    }

    private static Map<String, List<Input>> inputs(Family family, World world) {
        Map<String, List<Input>> inputs = new LinkedHashMap<>();
        fingerprints(family, world, AMD64).forEach((id, fingerprint) -> inputs.put(id, fingerprint.inputs()));
        return inputs;
    }

    private static World moved(String base, String digest) {
        Map<String, String> bases = new TreeMap<>(WORLD.bases());
        bases.put(base, digest);
        return new World(bases, WORLD.sources());
    }

    private static Family family(ChangingFamily family) {
        try {
            return family.family();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Family files(Family family, UnaryOperator<Stream<ContextFile>> change) {
        return new Family(
                family.repository(),
                family.sources(),
                family.axes(),
                family.images(),
                change.apply(family.context().stream()).toList());
    }

    private static Step run(String line, Patience patience, List<Origin> origins) {
        return new Step.Run(
                new Program.Inline(Text.literal(line)),
                new TreeMap<>(),
                Network.DEFAULT,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                patience,
                origins);
    }

    private static String single(String name, String tag, Step... steps) {
        return digits(TestFamily.single(name, tag, steps), name);
    }

    private static String digits(Family family, String node) {
        return Optional.ofNullable(all(family, WORLD, AMD64).get(node)).orElseThrow();
    }

    private static Map<String, String> all(Family family, World world, String... platforms) {
        Map<String, String> digits = new TreeMap<>();
        fingerprints(family, world, platforms).forEach((id, fingerprint) -> digits.put(id, fingerprint.digits()));
        return digits;
    }

    private static Map<String, Fingerprint> fingerprints(Family family, World world, String... platforms) {
        List<Node> nodes = BuildGraph.of(family).nodes();
        Map<String, List<ContextFile>> files = new TreeMap<>();
        family.images().forEach(image -> files.put(image.name(), family.context()));
        return Fingerprints.of(nodes, new Circumstances(List.of(platforms), files), world);
    }
}
