package dev.slipway.runner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.archive.ArchiveFormat;
import dev.slipway.runner.archive.ArchiveTarget;
import dev.slipway.runner.engine.FakeEngine;
import dev.slipway.runner.engine.WouldRun;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.Traffic;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Inventory;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.plan.Planner;
import dev.slipway.runner.plan.Request;
import dev.slipway.runner.plan.TagSuffix;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExecutionTest {
    private static final Inventory INVENTORY = new Inventory(List.of(BuildGraph.of(TestFamily.family())), List.of());

    private static final Instant PUSHED = Instant.parse("2026-11-20T10:00:00Z");

    private final FakeEngine engine = new FakeEngine();
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

    @Test
    void every_node_is_built_once_and_after_what_it_needs() {
        List<Failure> failures = run(plan(false), 4, false);

        assertThat(failures).isEmpty();
        assertThat(log("build "))
                .containsExactlyInAnyOrder(
                        "build compilerbase",
                        "build extbuilder:16.13",
                        "build extbuilder:17.9",
                        "build exttester:16.13",
                        "build exttester:17.9",
                        "build pgupgradetester",
                        "build stylechecker");
        assertThat(log("upload ")).isEmpty();
    }

    @Test
    void no_more_nodes_than_jobs_are_built_at_once() {
        run(plan(false), 2, false);

        assertThat(engine.most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void what_unlocks_most_work_is_built_first() {
        run(plan(false), 1, false);

        // stylechecker can start at once too, and nothing waits for it.
        assertThat(log("build ").get(0)).isEqualTo("build compilerbase");
        assertThat(log("build ").subList(1, 3)).containsExactly("build extbuilder:16.13", "build extbuilder:17.9");
    }

    @Test
    void independent_nodes_are_built_at_the_same_time() {
        CountDownLatch styleStarted = new CountDownLatch(1);
        // compilerbase ends only when stylechecker has begun.
        engine.signal("build stylechecker", styleStarted).hold("build compilerbase", styleStarted);

        assertThat(run(plan(false), 2, false)).isEmpty();
    }

    @Test
    void a_node_is_uploaded_while_others_are_still_built() {
        CountDownLatch uploading = new CountDownLatch(1);
        engine.signal("upload citus/stylechecker:0.8.33", uploading).hold("build compilerbase", uploading);

        assertThat(run(plan(true), 2, false)).isEmpty();
    }

    @Test
    void tags_come_after_everything_else() {
        run(plan(true), 4, false);

        List<String> log = List.copyOf(engine.log);
        int firstTag = log.indexOf(log("publish ").get(0));
        assertThat(log.subList(firstTag, log.size())).hasSize(6).allMatch(line -> line.startsWith("publish "));
        assertThat(log("upload ")).hasSize(6).noneMatch(line -> line.contains("compilerbase"));
        assertThat(result().images()).allMatch(image -> image.state() == Event.State.PUBLISHED);
    }

    @Test
    void after_a_failure_nothing_new_is_started_and_nothing_is_tagged() {
        Failure failure = stepFailed("extbuilder:16.13");
        engine.fail("build extbuilder:16.13", failure);

        List<Failure> failures = run(plan(true), 1, false);

        assertThat(failures).containsExactly(failure);
        assertThat(log("build ")).containsExactly("build compilerbase", "build extbuilder:16.13");
        assertThat(log("publish ")).isEmpty();
        assertThat(skipped())
                .containsExactly(
                        "extbuilder:17.9: not started after a failure",
                        "exttester:16.13: needs extbuilder:16.13, which was not built",
                        "exttester:17.9: needs extbuilder:17.9, which was not built",
                        "pgupgradetester: not started after a failure",
                        "stylechecker: not started after a failure");
    }

    @Test
    void what_runs_at_a_failure_ends_by_itself() {
        CountDownLatch failed = new CountDownLatch(1);
        engine.signal("build stylechecker", failed)
                .hold("build compilerbase", failed)
                .fail("build stylechecker", stepFailed("stylechecker"));

        run(plan(false), 2, false);

        assertThat(engine.log).contains("built compilerbase");
    }

    @Test
    void further_failures_stand_behind_the_first() {
        CountDownLatch both = new CountDownLatch(2);
        engine.signal("build compilerbase", both)
                .signal("build stylechecker", both)
                .hold("build compilerbase", both)
                .hold("build stylechecker", both)
                .fail("build compilerbase", stepFailed("compilerbase"))
                .fail("build stylechecker", stepFailed("stylechecker"));

        assertThat(run(plan(false), 2, false))
                .containsExactlyInAnyOrder(stepFailed("compilerbase"), stepFailed("stylechecker"));
    }

    @Test
    void keep_going_builds_and_publishes_what_does_not_depend_on_the_failure() {
        engine.fail("build extbuilder:16.13", stepFailed("extbuilder:16.13"));

        List<Failure> failures = run(plan(true), 2, true);

        assertThat(failures).containsExactly(stepFailed("extbuilder:16.13"));
        assertThat(log("publish "))
                .containsExactlyInAnyOrder(
                        "publish citus/extbuilder:17.9",
                        "publish citus/exttester:17.9",
                        "publish citus/pgupgradetester:16.13-17.9",
                        "publish citus/stylechecker:0.8.33");
        assertThat(skipped()).containsExactly("exttester:16.13: needs extbuilder:16.13, which was not built");
    }

    @Test
    void a_failed_upload_leaves_every_tag_alone() {
        Failure failure = new Failure.RegistryUnavailable("denied");
        engine.fail("upload citus/exttester:17.9", failure);

        assertThat(run(plan(true), 2, false)).containsExactly(failure);
        assertThat(log("publish ")).isEmpty();
    }

    @Test
    void per_image_each_tag_moves_as_soon_as_its_image_is_there() {
        CountDownLatch published = new CountDownLatch(1);
        // compilerbase, which the others need, ends only when stylechecker has its tag.
        engine.signal("publish citus/stylechecker:0.8.33", published)
                .hold("build compilerbase", published)
                .fail("build extbuilder:16.13", new Failure.Interrupted());

        List<Failure> failures =
                new Execution(plan(true), engine, new Limits(2, 2, false, true), Optional.empty(), events::add).run();

        assertThat(failures).containsExactly(new Failure.Interrupted());
        assertThat(log("publish ")).contains("publish citus/stylechecker:0.8.33");
        assertThat(log("publish ")).doesNotHaveDuplicates();
    }

    @Test
    void the_bytes_of_all_uploads_are_told_in_the_end() {
        assertThat(run(plan(true), 2, false)).isEmpty();

        Traffic expected = new Traffic(
                FakeEngine.TRAFFIC.sent() * log("upload ").size(),
                FakeEngine.TRAFFIC.skipped() * log("upload ").size());
        assertThat(log("upload ")).isNotEmpty();
        assertThat(((Event.RunFinished) events.get(events.size() - 1)).traffic())
                .contains(expected);
    }

    @Test
    void no_bytes_are_told_where_nobody_knows_those_of_an_upload() {
        engine.silent("citus/stylechecker:0.8.33");

        assertThat(run(plan(true), 2, false)).isEmpty();

        assertThat(log("upload ")).contains("upload citus/stylechecker:0.8.33").hasSizeGreaterThan(1);
        assertThat(((Event.RunFinished) events.get(events.size() - 1)).traffic())
                .isEmpty();
    }

    @Test
    void an_engine_that_is_gone_ends_the_run_even_with_keep_going() {
        engine.fail("build compilerbase", new Failure.EngineUnavailable("no space", "Make some"));

        run(plan(true), 1, true);

        assertThat(log("build ")).containsExactly("build compilerbase");
        assertThat(log("publish ")).isEmpty();
    }

    @Test
    void an_engine_that_breaks_is_a_failure_like_others() {
        engine.breakDown("stylechecker");

        List<Failure> failures = run(plan(false), 1, true);

        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.headline())
                    .isEqualTo("stylechecker: unexpected failure: java.lang.IllegalStateException: broken");
            assertThat(failure.exitStatus()).isEqualTo(1);
        });
    }

    @Test
    void an_interrupt_ends_what_runs_and_starts_nothing() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        engine.signal("build compilerbase", started).hold("build compilerbase", new CountDownLatch(1));
        List<Failure> failures = new ArrayList<>();
        Thread runner = new Thread(() -> failures.addAll(run(plan(true), 1, false)));
        runner.start();
        started.await();

        runner.interrupt();
        runner.join();

        assertThat(failures).containsExactly(new Failure.Interrupted());
        assertThat(failures.get(0).exitStatus()).isEqualTo(130);
        assertThat(engine.log).containsExactly("build compilerbase");
        assertThat(skipped()).first().isEqualTo("compilerbase: stopped");
    }

    @Test
    void images_that_were_asked_for_are_saved_when_all_are_built() {
        ArchiveTarget target = new ArchiveTarget(ArchiveFormat.OCI_ARCHIVE, Path.of("/images.tar"));

        assertThat(save(target)).isEmpty();
        assertThat(engine.log)
                .endsWith("save citus/extbuilder:16.13, citus/extbuilder:17.9, citus/exttester:16.13,"
                        + " citus/exttester:17.9, citus/pgupgradetester:16.13-17.9, citus/stylechecker:0.8.33 to"
                        + " /images.tar");
        assertThat(events).filteredOn(Event.Saved.class::isInstance).hasSize(1);
    }

    @Test
    void nothing_is_saved_after_a_failure() {
        engine.fail("build stylechecker", stepFailed("stylechecker"));

        assertThat(save(new ArchiveTarget(ArchiveFormat.OCI_ARCHIVE, Path.of("/images.tar"))))
                .hasSize(1);
        assertThat(engine.log).noneMatch(line -> line.startsWith("save"));
    }

    @Test
    void what_is_absent_where_engines_only_look_ends_the_run_and_nothing_is_saved() {
        engine.lack("stylechecker");

        assertThatThrownBy(() -> save(new ArchiveTarget(ArchiveFormat.OCI_ARCHIVE, Path.of("/images.tar"))))
                .isInstanceOf(WouldRun.class);
        assertThat(engine.log).noneMatch(line -> line.startsWith("save"));
        assertThat(events).noneMatch(Event.RunFinished.class::isInstance);
    }

    @Test
    void what_is_unchanged_needs_nothing_and_is_told_as_such() {
        Plan plan = plan(true).reusing(unchanged());

        assertThat(run(plan, 2, false)).isEmpty();
        assertThat(log("build ")).contains("build exttester:17.9").doesNotContain("build compilerbase");
        assertThat(events(Event.NodeUnchanged.class))
                .hasSize(5)
                .contains(new Event.NodeUnchanged("exttester:17.9", PUSHED));
        assertThat(events(Event.UploadStarted.class).map(Event.UploadStarted::node))
                .containsExactly("stylechecker");
        assertThat(events(Event.Uploaded.class).map(Event.Uploaded::node)).containsExactly("stylechecker");
        assertThat(events(Event.Published.class)).hasSize(6);
        assertThat(result().images())
                .extracting(Event.ImageResult::node, Event.ImageResult::state)
                .contains(tuple("exttester:17.9", Event.State.UNCHANGED), tuple("stylechecker", Event.State.PUBLISHED));
    }

    @Test
    void what_is_unchanged_gets_no_tag_after_a_failure_either() {
        Plan plan = plan(true).reusing(unchanged());
        engine.fail("build stylechecker", stepFailed("stylechecker"));

        assertThat(run(plan, 1, false)).hasSize(1);
        assertThat(log("publish ")).isEmpty();
        assertThat(result().images())
                .extracting(Event.ImageResult::state)
                .doesNotContain(Event.State.PUBLISHED, Event.State.UNCHANGED);
    }

    /** All but stylechecker, which stands on nothing of them. */
    private Set<String> unchanged() {
        Set<String> unchanged =
                Set.of("extbuilder:16.13", "exttester:16.13", "extbuilder:17.9", "exttester:17.9", "pgupgradetester");
        unchanged.forEach(node -> engine.find(node, PUSHED));
        return unchanged;
    }

    @Test
    void images_that_cannot_be_saved_are_a_failure() {
        Failure failure = new Failure.EngineUnavailable("cannot write /images.tar", "Make room");
        engine.fail("save", failure);

        assertThat(save(new ArchiveTarget(ArchiveFormat.OCI_ARCHIVE, Path.of("/images.tar"))))
                .containsExactly(failure);
        assertThat(events).noneMatch(Event.Saved.class::isInstance);
    }

    private List<Failure> save(ArchiveTarget target) {
        return new Execution(
                        plan(false),
                        engine,
                        new Limits(1, 1, false, false),
                        Optional.of(Delivery.to(target)),
                        events::add)
                .run();
    }

    private List<Failure> run(Plan plan, int jobs, boolean keepGoing) {
        return new Execution(plan, engine, new Limits(jobs, jobs, keepGoing, false), Optional.empty(), events::add)
                .run();
    }

    private static Plan plan(boolean push) {
        return Planner.plan(
                INVENTORY, new Request(List.of(), new Destination(Optional.empty(), TagSuffix.release()), push));
    }

    private static Failure stepFailed(String id) {
        Node node = INVENTORY
                .nodes()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        return new Failure.StepFailed(
                id, node.main().name(), node.main().operations().get(0), 2, List.of("no such package"));
    }

    private List<String> log(String start) {
        return List.copyOf(engine.log).stream()
                .filter(line -> line.startsWith(start))
                .toList();
    }

    private List<String> skipped() {
        return events(Event.NodeSkipped.class)
                .map(event -> event.node() + ": " + event.because())
                .toList();
    }

    private Event.RunFinished result() {
        return events(Event.RunFinished.class).findFirst().orElseThrow();
    }

    private <T extends Event> Stream<T> events(Class<T> type) {
        return List.copyOf(events).stream().filter(type::isInstance).map(type::cast);
    }
}
