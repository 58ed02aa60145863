package dev.slipway.runner.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.testing.TestTerminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is on a terminal while a run goes on, and when it is over. */
class LiveDisplayTest {
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);
    private final TestTerminal terminal = new TestTerminal(80, 10);
    private final HandClock clock = new HandClock();
    private Screen.Size size = new Screen.Size(80, 10);
    private Optional<Duration> left = Optional.empty();
    private @Nullable Runnable frame;
    private boolean ticking;

    private final LiveDisplay display = new LiveDisplay(
            3,
            () -> size,
            out,
            out,
            clock,
            this::start,
            now -> left,
            ExampleRun.summary(ExampleRun.build(), false),
            new Palette(false));

    private static final class HandClock extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private AutoCloseable start(Runnable drawing) {
        frame = drawing;
        ticking = true;
        return () -> ticking = false;
    }

    @Test
    void what_is_done_stands_below_what_has_come_of_it() {
        tell(new Event.NodeStarted("base"), new Event.NodeFinished("base", true, Duration.ZERO));
        tell(new Event.NodeStarted("left"), started("left", "apt-get install bison"));
        tell(new Event.OutputLine("left", "left", "Unpacking bison ..."));
        tick(5);

        assertThat(terminal.lines())
                .containsExactly(
                        "[base] cached",
                        "1/3 done, 1 cached, 5s",
                        "left  1/2 apt-get install bison                                              5s",
                        "    Unpacking bison ...");
        assertThat(terminal.hasCursor()).isFalse();

        tell(new Event.NodeStarted("right"));
        left = Optional.of(Duration.ofSeconds(70));
        tick(60);
        assertThat(terminal.lines())
                .containsExactly(
                        "[base] cached",
                        "1/3 done, 1 cached, 1m05s, about 1m10s left",
                        "left   1/2 apt-get install bison                                          1m05s",
                        "    Unpacking bison ...",
                        "right                                                                     1m00s");

        tell(new Event.NodeFinished("left", false, Duration.ofSeconds(65)));
        tick(1);
        assertThat(terminal.lines())
                .containsExactly(
                        "[base] cached",
                        "[left] built in 1m05s",
                        "2/3 done, 1 cached, 1m06s, about 1m10s left",
                        "right                                                                     1m01s");
    }

    @Test
    void what_keeps_somebody_waiting_stands_above_and_images_of_earlier_pushes_are_done() {
        tell(new Event.MirrorPassedOver("docker.io", "mirror.example/hub", "it\ndoes not answer"));
        assertThat(terminal.lines())
                .as("at once, as nobody may draw a frame")
                .containsExactly("mirror mirror.example/hub of docker.io is passed over: it does not answer");

        tell(new Event.NodeStarted("base"), new Event.NodeUnchanged("base", START));
        tell(new Event.NodeStarted("left"));
        tick(1);
        tell(new Event.Retrying("push blob", "HTTP\u001b[2J 503", Duration.ofMillis(700)));
        tick(1);

        assertThat(terminal.lines())
                .endsWith(
                        "[base] unchanged since 2026-11-23T09:00:00Z",
                        "trying again in 0.7s to push blob: HTTP 503",
                        "1/3 done, 1 cached, 2s",
                        "left                                                                         2s");
    }

    @Test
    void in_the_end_only_results_are_left() {
        tell(new Event.NodeStarted("left"), started("left", "RUN make"));
        tick(1);
        tell(new Event.NodeFailed("left", ExampleRun.STEP_FAILED), new Event.NodeSkipped("right", "stopped"));
        tell(end());

        assertThat(terminal.lines())
                .containsExactly(
                        "[left] failed: exttester:17.9, stage rust: 'RUN scripts/rust.sh' failed with exi",
                        "t code 101",
                        "[right] skipped: stopped",
                        "",
                        "IMAGE  REFERENCE  TIME  RESULT",
                        "done in 1.0s");
        assertThat(terminal.hasCursor()).isTrue();
        assertThat(ticking).isFalse();
    }

    @Test
    void a_run_that_is_over_before_the_first_frame_prints_lines_only() {
        tell(new Event.NodeStarted("base"), new Event.NodeFinished("base", true, Duration.ZERO));
        tell(end());

        assertThat(text.toString()).isEqualTo("""
                        [base] cached

                        IMAGE  REFERENCE  TIME  RESULT
                        done in 1.0s
                        """);
    }

    @Test
    void nothing_is_drawn_where_nothing_has_changed() {
        tell(new Event.NodeStarted("left"));
        tick(1);
        int before = text.getBuffer().length();

        tick(0);
        assertThat(text.getBuffer()).hasSize(before);

        tell(new Event.OutputLine("left", "left", ""));
        tick(0);
        assertThat(text.getBuffer()).hasSize(before);

        tick(1);
        assertThat(text.getBuffer().length()).isGreaterThan(before);
    }

    @Test
    void a_frame_is_one_piece_that_clears_no_line_before_it_is_written() {
        tell(new Event.NodeStarted("left"));
        tick(1);
        text.getBuffer().setLength(0);
        tick(1);

        assertThat(text.toString().replace("\u001b", "ESC"))
                .isEqualTo("ESC[?2026hESC[2A0/3 done, 2sESC[K\nleft  " + " ".repeat(71) + "2sESC[K\nESC[JESC[?2026l");
    }

    @Test
    void more_images_than_rows_are_counted() {
        IntStream.range(0, 20).forEach(number -> tell(new Event.NodeStarted("image" + number)));
        tick(1);

        assertThat(terminal.lines()).hasSize(9).endsWith("  and 13 more");

        IntStream.range(0, 20)
                .forEach(number -> tell(new Event.NodeFinished("image" + number, false, Duration.ofSeconds(1))));
        tell(new Event.NodeStarted("last"));
        tick(1);
        assertThat(terminal.lines())
                .hasSize(22)
                .startsWith("[image0] built in 1.0s")
                .element(20)
                .isEqualTo("20/3 done, 2s");
    }

    @Test
    void a_window_that_changes_its_size_is_drawn_anew() {
        tell(new Event.NodeStarted("left"), started("left", "RUN " + "x".repeat(90)));
        tick(1);
        resize(40, 10);
        tick(1);
        assertThat(last()).containsExactly("0/3 done, 2s", "left  1/2 RUN " + "x".repeat(21) + "… 2s");

        resize(80, 10);
        tick(1);
        assertThat(last()).containsExactly("0/3 done, 3s", "left  1/2 RUN " + "x".repeat(61) + "… 3s");

        resize(12, 2);
        tick(1);
        assertThat(last()).containsExactly("0/3 done, 4s".substring(0, 10) + "…");
    }

    /** Terminals that break lines anew have them in more rows by then. */
    @Test
    void in_a_narrower_window_it_begins_where_the_wrapped_lines_do() {
        tell(new Event.NodeStarted("left"), started("left", "RUN " + "x".repeat(90)));
        tick(1);
        text.getBuffer().setLength(0);

        size = new Screen.Size(40, 10);
        frame().run();

        assertThat(text.toString()).startsWith("\u001b[?2026h\u001b[3A");
    }

    @Test
    void whatever_ends_a_run_it_gives_the_cursor_back() {
        tell(new Event.NodeStarted("left"));
        tick(1);
        assertThat(terminal.hasCursor()).isFalse();

        display.close();
        print();
        assertThat(terminal.hasCursor()).isTrue();
        assertThat(terminal.lines()).isEmpty();

        tick(1);
        display.close();
        print();
        assertThat(terminal.lines()).as("nothing is drawn afterwards").isEmpty();
    }

    @Test
    void what_is_told_afterwards_is_a_line() {
        tell(end());
        text.getBuffer().setLength(0);

        tell(new Event.OutputLine("left", "left", "is made again"));

        assertThat(text.toString()).isEqualTo("[left] | is made again\n");
    }

    @Test
    void colours_are_left_out_where_they_are_not_wanted() {
        for (Event event : ExampleRun.EVENTS) {
            tell(event);
            tick(1);
        }

        assertThat(text.toString().replaceAll("\u001b\\[(\\?2026[hl]|\\?25[hl]|[0-9]+A|K|J)", ""))
                .doesNotContain("\u001b");
    }

    private static Event started(String node, String title) {
        return new Event.OperationStarted(node, node, 1, 2, ExampleRun.operation(title, "Run", 3));
    }

    private static Event end() {
        return new Event.RunFinished(List.of(), List.of(), Optional.empty(), Duration.ofSeconds(1));
    }

    private void tell(Event... events) {
        List.of(events).forEach(display::on);
        print();
    }

    private void tick(int seconds) {
        clock.now = clock.now.plusSeconds(seconds);
        frame().run();
        print();
    }

    private Runnable frame() {
        return Optional.ofNullable(frame).orElseThrow();
    }

    private int printed;

    private void print() {
        out.flush();
        printed = Math.min(printed, text.getBuffer().length());
        terminal.print(text.getBuffer().substring(printed));
        printed = text.getBuffer().length();
    }

    private void resize(int columns, int rows) {
        size = new Screen.Size(columns, rows);
        terminal.resize(columns, rows);
    }

    /** The lines of the last frame. */
    private List<String> last() {
        String frames = text.toString();
        List<String> lines = new ArrayList<>();
        frames.substring(frames.lastIndexOf("\u001b[?2026h"))
                .lines()
                .map(Harmless::line)
                .filter(line -> !line.isEmpty())
                .forEach(lines::add);
        return lines;
    }
}
