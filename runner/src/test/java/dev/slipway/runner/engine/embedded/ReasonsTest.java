package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    private static final Inputs.Input BEFORE = new Inputs.Input("files", Inputs.Shape.FILES_BEFORE, "before");
    private static final Inputs.Input OTHER = new Inputs.Input("files", Inputs.Shape.FILES_BEFORE, "other");

    @Test
    void a_base_that_is_not_there_may_be_another_one_now() {
        Inputs.Input name = Inputs.value("the base", "debian");
        StepRecord had = step("FROM debian", name, new Inputs.Input("files", Inputs.Shape.FILES_READ, "files"));

        assertThat(lines(List.of(had), step("FROM debian", name)))
                .containsExactly("its name stands for another image now, or that is no longer in the store");
        assertThat(lines(List.of(had), step("FROM debian", Inputs.value("the base", "other"))))
                .containsExactly("the base: 'debian' -> 'other'");
    }

    @Test
    void equal_titles_are_told_apart_by_their_order() {
        StepRecord one = step("RUN", BEFORE, Inputs.lines("the command", "one"));
        StepRecord two = step("RUN", BEFORE, Inputs.lines("the command", "two"));
        StepRecord three = step("RUN", BEFORE, Inputs.lines("the command", "three"));

        assertThat(lines(List.of(one, two), one, three))
                .containsExactly("the command changed:", "  - two", "  + three");
    }

    @Test
    void a_step_that_was_done_anew_may_have_made_other_files() {
        StepRecord first = step("first", BEFORE);

        assertThat(lines(List.of(first, step("second", BEFORE)), first, step("second", OTHER)))
                .containsExactly("the files before it are others: steps that did not change made them anew");
    }

    @Test
    void a_step_may_become_one_of_another_kind() {
        assertThat(lines(List.of(step("old", BEFORE)), step("new", Inputs.value("the user", "me"))))
                .containsExactly("it is another kind of step");
    }

    private static List<String> lines(List<StepRecord> before, StepRecord... now) {
        Set<String> titles = Set.copyOf(
                List.of(now).stream().map(StepRecord::title).distinct().toList());
        return new Reasons(before, List.of(now), titles).lines();
    }

    private static StepRecord step(String title, Inputs.Input... inputs) {
        return StepRecord.of("stage", title, Inputs.of("run", inputs));
    }
}
