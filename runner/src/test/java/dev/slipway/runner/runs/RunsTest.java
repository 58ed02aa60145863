package dev.slipway.runner.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of runs, and for how long. */
class RunsTest {
    private static final Instant START = Instant.parse("2026-11-23T09:05:59Z");

    @TempDir
    Path folder;

    private Runs runs() {
        return new StateFolder(folder).runs();
    }

    @Test
    void the_folder_is_that_of_the_xdg_specification() {
        assertThat(StateFolder.of(Map.of("XDG_STATE_HOME", "/state", "HOME", "/home/me"))
                        .path())
                .isEqualTo(Path.of("/state/slipway"));
        assertThat(StateFolder.of(Map.of("HOME", "/home/me")).path())
                .isEqualTo(Path.of("/home/me/.local/state/slipway"));
        assertThat(StateFolder.of(Map.of("XDG_STATE_HOME", "state", "HOME", "/home/me"))
                        .path())
                .as("a relative path is none")
                .isEqualTo(Path.of("/home/me/.local/state/slipway"));
    }

    @Test
    void runs_of_the_same_second_have_names_of_their_own() throws IOException {
        assertThat(runs().create(START).name()).isEqualTo("20261123-090559-01");
        assertThat(runs().create(START).name()).isEqualTo("20261123-090559-02");
        assertThat(runs().create(START.plusSeconds(1)).name()).isEqualTo("20261123-090600-01");
        assertThat(runs().all())
                .extracting(KeptRun::name)
                .containsExactly("20261123-090600-01", "20261123-090559-02", "20261123-090559-01");
    }

    @Test
    void the_newest_twenty_are_kept_and_nothing_of_others_is_touched() throws IOException {
        for (int second = 0; second < 23; second++) {
            KeptRun run = runs().create(START.plusSeconds(second));
            Files.createDirectory(run.logs());
            Files.writeString(run.log("left"), "text");
        }
        Path other = Files.createDirectory(folder.resolve("runs/notes"));

        runs().prune();

        assertThat(runs().all()).hasSize(20).first().extracting(KeptRun::name).isEqualTo("20261123-090621-01");
        assertThat(runs().all()).last().extracting(KeptRun::name).isEqualTo("20261123-090602-01");
        assertThat(other).isDirectory();
    }

    @Test
    void where_there_are_none_there_is_nothing_to_delete() throws IOException {
        runs().prune();

        assertThat(runs().all()).isEmpty();
    }

    @Test
    void events_are_in_one_file_and_what_is_of_an_image_in_its_own() throws IOException {
        KeptRun run = runs().create(START);
        List<Event> events = List.of(
                new Event.NodeStarted("left:1"),
                new Event.NodeStarted("right"),
                new Event.OutputLine("left:1", "left", "one"),
                new Event.NodeFinished("left:1", false, Duration.ofSeconds(1)),
                new Event.Published("left:1", "citus/left:1", "sha256:0"),
                new Event.OutputLine("right", "right", "two"));

        Recording recording = new Recording(run, "{}", RunsTest::classes, RunsTest::classes);
        events.forEach(recording::on);

        assertThat(run.events())
                .as("it is there before the run ends")
                .hasContent("NodeStarted\nNodeStarted\nOutputLine\nNodeFinished\nPublished\nOutputLine\n");
        assertThat(run.log("right")).hasContent("NodeStarted\nOutputLine\n");
        recording.close();
        assertThat(recording.problem()).isEmpty();
        assertThat(run.description()).hasContent("{}");
        assertThat(run.images()).containsExactly("left:1", "right");
        assertThat(run.log("left:1")).hasContent("NodeStarted\nOutputLine\nNodeFinished\nPublished\n");
        assertThat(run.log("right")).hasContent("NodeStarted\nOutputLine\n");
    }

    @Test
    void a_log_that_cannot_be_written_is_a_problem_and_no_failure() throws IOException {
        KeptRun run = runs().create(START);
        try (Recording recording = new Recording(run, "{}", RunsTest::classes, RunsTest::classes)) {
            Files.createDirectory(run.log("left"));

            recording.on(new Event.NodeStarted("left"));

            assertThat(recording.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("Is a directory"));
        }
        assertThat(run.events()).hasContent("NodeStarted\n");
    }

    private static EventListener classes(PrintWriter file) {
        return event -> {
            file.println(event.getClass().getSimpleName());
            file.flush();
        };
    }
}
