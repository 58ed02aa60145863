package dev.slipway.runner.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.testing.Golden;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The same moment of a run on screens of many sizes. */
class BoardViewTest {
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant NOW = START.plusSeconds(65);
    private static final Optional<Duration> LEFT = Optional.of(Duration.ofSeconds(125));

    private final BoardView view = new BoardView(new Palette(false));

    private static Board board() {
        Board board = Board.of(9, START);
        for (Event event : List.of(
                new Event.NodeStarted("compilerbase"),
                new Event.NodeFinished("compilerbase", true, Duration.ZERO),
                new Event.NodeStarted("stylechecker"),
                new Event.BaseStarted("stylechecker", "buildpack-deps:bookworm", "pull"),
                new Event.BaseProgress("stylechecker", "buildpack-deps:bookworm", 33_400_000, 100_000_000),
                new Event.NodeStarted("extbuilder:17.9"),
                new Event.OperationStarted(
                        "extbuilder:17.9",
                        "extbuilder",
                        4,
                        9,
                        ExampleRun.operation(
                                "apt-get install postgresql-17 postgresql-server-dev-17", "AptPackages", 3)),
                new Event.OutputLine(
                        "extbuilder:17.9",
                        "extbuilder",
                        "0 upgraded, 4 newly installed, 0 to remove and 0 not upgraded."),
                new Event.OutputLine("extbuilder:17.9", "extbuilder", "Unpacking libllvm14:amd64 (1:14.0.6-12) ..."),
                new Event.OutputLine("extbuilder:17.9", "extbuilder", ""),
                new Event.NodeStarted("漢字漢字"),
                new Event.OperationStarted("漢字漢字", "漢字漢字", 1, 1, ExampleRun.operation("RUN echo 漢字🚢漢字🚢", "Run", 3)),
                new Event.OutputLine("漢字漢字", "漢字漢字", "\u001b[31m漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字\r"),
                new Event.NodeStarted("exttester:17.9"),
                new Event.UploadStarted("failtester", "citus/failtester:1"),
                new Event.UploadProgress("failtester", "citus/failtester:1", 99, 100),
                new Event.NodeFailed("broken", ExampleRun.CHECK_FAILED))) {
            board = board.after(event, event instanceof Event.UploadStarted ? NOW.minusSeconds(3) : START);
        }
        return board;
    }

    @Test
    void it_fits_on_every_screen(TestInfo test) {
        StringBuilder all = new StringBuilder();
        for (int columns : List.of(20, 40, 80, 200)) {
            for (int rows : List.of(3, 10, 50)) {
                List<BoardView.Line> lines = view.lines(board(), new Screen.Size(columns, rows), NOW, LEFT);

                assertThat(lines)
                        .hasSizeLessThan(rows)
                        .allSatisfy(line -> assertThat(line.columns())
                                .isEqualTo(CellWidth.of(line.text()))
                                .isLessThan(columns));
                all.append("== ").append(columns).append(" x ").append(rows).append('\n');
                lines.forEach(line -> all.append(line.text()).append("|\n"));
            }
        }
        Golden.assertMatches(all.toString(), "txt", test);
    }

    @Test
    void the_smallest_screens_break_nothing() {
        for (int columns = 1; columns < 90; columns++) {
            for (int rows = 1; rows < 12; rows++) {
                int width = columns;
                assertThat(view.lines(board(), new Screen.Size(columns, rows), NOW, LEFT))
                        .hasSizeLessThanOrEqualTo(Math.max(1, rows - 1))
                        .allSatisfy(line -> assertThat(line.columns()).isLessThan(width));
            }
        }
    }

    @Test
    void colours_take_no_room() {
        List<BoardView.Line> lines =
                new BoardView(new Palette(true)).lines(board(), new Screen.Size(80, 50), NOW, LEFT);

        assertThat(lines.stream().map(line -> Harmless.line(line.text())))
                .containsExactlyElementsOf(view.lines(board(), new Screen.Size(80, 50), NOW, LEFT).stream()
                        .map(BoardView.Line::text)
                        .collect(Collectors.toList()));
        assertThat(lines.get(0).text()).startsWith("\u001b[1m1/9 done");
    }

    @Test
    void without_anything_to_do_there_is_a_header_only() {
        assertThat(view.lines(Board.of(3, START), new Screen.Size(80, 24), START, Optional.empty()))
                .containsExactly(new BoardView.Line("0/3 done, 0s", 12));
    }
}
