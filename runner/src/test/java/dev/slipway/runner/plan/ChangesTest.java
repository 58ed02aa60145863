package dev.slipway.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.slipway.graph.BuildGraph;
import dev.slipway.model.Axis;
import dev.slipway.model.Base;
import dev.slipway.model.Check;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Origin;
import dev.slipway.model.Release;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.runner.TestFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What has become of the test family since it was another one. */
class ChangesTest {
    private static final Family NOW = TestFamily.family();

    @Test
    void nothing_changed() {
        assertThat(since(NOW)).isEmpty();
    }

    @Test
    void a_new_release_is_new_for_each_image_and_changes_those_for_all_releases() {
        Family before = with(
                NOW,
                axis -> new Axis(
                        axis.name(),
                        List.of(
                                axis.releases().get(0),
                                new Release("17.8", axis.releases().get(1).attributes())),
                        axis.origin()));

        assertThat(since(before))
                .containsExactly(
                        entry("extbuilder:17.9", List.of("is new")),
                        entry("exttester:17.9", List.of("is new", "needs extbuilder:17.9, which changed")),
                        entry(
                                "pgupgradetester",
                                List.of(
                                        "'ENV PG_VERSIONS' changed: PgUpgradeTester.java:5 @Env",
                                        "its tag was 16.13-17.8")));
    }

    @Test
    void a_file_changes_those_that_name_it() {
        assertThat(since(with(NOW, "test.sh", file -> new ContextFile(file.path(), "0".repeat(64), 1, true))))
                .containsExactly(
                        entry("exttester:16.13", List.of("file test.sh changed")),
                        entry("exttester:17.9", List.of("file test.sh changed")));
    }

    @Test
    void a_step_changes_all_that_stands_on_its_image() {
        Family before = image("compilerbase", stage -> steps(stage, List.of()));

        assertThat(since(before))
                .containsExactly(
                        entry(
                                "compilerbase",
                                List.of("'apt-get install bison flex' is new: ExtBuilder.java:14 @AptPackages")),
                        entry("extbuilder:16.13", List.of("needs compilerbase, which changed")),
                        entry("extbuilder:17.9", List.of("needs compilerbase, which changed")),
                        entry("exttester:16.13", List.of("needs extbuilder:16.13, which changed")),
                        entry("exttester:17.9", List.of("needs extbuilder:17.9, which changed")),
                        entry("pgupgradetester", List.of("needs compilerbase, which changed")));
    }

    @Test
    void a_step_that_is_gone_is_named() {
        Step label = new Step.Label("a", Text.literal("b"), List.of(ORIGIN));
        Family before = image("stylechecker", stage -> steps(stage, more(stage.steps(), label)));

        assertThat(since(before)).containsExactly(entry("stylechecker", List.of("'LABEL a' is gone")));
    }

    @Test
    void another_order_of_steps_is_a_change() {
        Step first = new Step.Label("a", Text.literal("b"), List.of(ORIGIN));
        Step second = new Step.Label("c", Text.literal("d"), List.of(ORIGIN));
        Family before = image("stylechecker", stage -> steps(stage, List.of(first, second)));
        Family now = image("stylechecker", stage -> steps(stage, List.of(second, first)));

        assertThat(Changes.between(BuildGraph.of(before), BuildGraph.of(now)))
                .containsExactly(entry("stylechecker", List.of("its steps are in another order")));
    }

    @Test
    void another_base_is_a_change() {
        Family before = image(
                "stylechecker",
                stage -> new StageDefinition(
                        stage.name(), new Base.External(Text.literal("alpine:3.21")), stage.steps(), stage.origin()));

        assertThat(since(before))
                .containsExactly(
                        entry("stylechecker", List.of("starts from alpine:3.22, and started from alpine:3.21")));
    }

    /** None of that is in a digest, and all of it is to be checked or pushed. */
    @Test
    void another_tag_other_checks_and_a_first_publication_are_changes() {
        Family before = images(
                NOW,
                image -> image.name().equals("stylechecker")
                        ? new ImageDefinition(
                                image.name(),
                                Text.literal("0.8.32"),
                                image.description(),
                                false,
                                image.forEach(),
                                image.forAll(),
                                image.exclusions(),
                                image.builders(),
                                image.main(),
                                List.of(new Check(Text.literal("true"), Text.empty(), ORIGIN)),
                                image.origin())
                        : image);

        assertThat(since(before))
                .containsExactly(entry(
                        "stylechecker", List.of("its tag was 0.8.32", "was not published", "its checks changed")));
    }

    @Test
    void another_line_is_no_change() {
        Family before = images(
                NOW,
                image -> new ImageDefinition(
                        image.name(),
                        image.tag(),
                        image.description(),
                        image.published(),
                        image.forEach(),
                        image.forAll(),
                        image.exclusions(),
                        image.builders(),
                        image.main(),
                        image.checks().stream()
                                .map(check -> new Check(check.command(), check.prints(), ORIGIN))
                                .toList(),
                        ORIGIN));

        assertThat(since(before)).isEmpty();
    }

    @Test
    void stages_come_and_go() {
        StageDefinition builder =
                new StageDefinition("tools", NOW.images().get(0).main().base(), List.of(), ORIGIN);
        Family other = images(
                NOW,
                image -> image.name().equals("stylechecker")
                        ? new ImageDefinition(
                                image.name(),
                                image.tag(),
                                image.description(),
                                image.published(),
                                image.forEach(),
                                image.forAll(),
                                image.exclusions(),
                                List.of(builder),
                                image.main(),
                                image.checks(),
                                image.origin())
                        : image);

        assertThat(since(other)).containsExactly(entry("stylechecker", List.of("stage tools is gone")));
        assertThat(Changes.between(BuildGraph.of(NOW), BuildGraph.of(other)))
                .containsExactly(entry("stylechecker", List.of("stage tools is new")));
    }

    /** Whatever has another digest is among the changes, with a reason. */
    @Test
    void no_other_digest_is_missed() {
        Family before = images(NOW, image -> main(image, stage -> steps(stage, List.of())));
        Map<String, List<String>> changes = since(before);

        BuildGraph old = BuildGraph.of(before);
        assertThat(BuildGraph.of(NOW).nodes())
                .filteredOn(node -> !old.node(node.id()).orElseThrow().digest().equals(node.digest()))
                .isNotEmpty()
                .allSatisfy(node -> assertThat(changes.get(node.id())).isNotEmpty());
    }

    private static final Origin ORIGIN = new Origin("dev.example.Other", "Label", "Other.java", 99);

    private static Map<String, List<String>> since(Family before) {
        return Changes.between(BuildGraph.of(before), BuildGraph.of(NOW));
    }

    private static Family with(Family family, UnaryOperator<Axis> axes) {
        return new Family(
                family.repository(),
                family.sources(),
                family.axes().stream().map(axes).toList(),
                family.images(),
                family.context());
    }

    private static Family with(Family family, String path, UnaryOperator<ContextFile> change) {
        List<ContextFile> files = family.context().stream()
                .map(file -> file.path().equals(path) ? change.apply(file) : file)
                .toList();
        return new Family(family.repository(), family.sources(), family.axes(), family.images(), files);
    }

    private static Family image(String name, UnaryOperator<StageDefinition> change) {
        return images(NOW, image -> image.name().equals(name) ? main(image, change) : image);
    }

    private static Family images(Family family, UnaryOperator<ImageDefinition> change) {
        return new Family(
                family.repository(),
                family.sources(),
                family.axes(),
                family.images().stream().map(change).toList(),
                family.context());
    }

    private static ImageDefinition main(ImageDefinition image, UnaryOperator<StageDefinition> change) {
        return new ImageDefinition(
                image.name(),
                image.tag(),
                image.description(),
                image.published(),
                image.forEach(),
                image.forAll(),
                image.exclusions(),
                image.builders(),
                change.apply(image.main()),
                image.checks(),
                image.origin());
    }

    private static StageDefinition steps(StageDefinition stage, List<Step> steps) {
        return new StageDefinition(stage.name(), stage.base(), steps, stage.origin());
    }

    private static List<Step> more(List<Step> steps, Step step) {
        return new ArrayList<>(Stream.concat(steps.stream(), Stream.of(step)).toList());
    }
}
