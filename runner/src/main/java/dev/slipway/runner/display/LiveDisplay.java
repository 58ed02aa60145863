package dev.slipway.runner.display;

import dev.slipway.runner.event.Event;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is being done, in the last lines of a terminal, and above them what has come of it. Frames are drawn by somebody
 * who beats time, however much happens in between.
 */
public final class LiveDisplay implements Display {
    private static final String ESCAPE = "\u001b[";
    private static final String HIDE_CURSOR = ESCAPE + "?25l";
    /** For whoever comes after a process that had no time to do it. */
    public static final String SHOW_CURSOR = ESCAPE + "?25h";
    /** Terminals that know of it show what is between as a whole. */
    private static final String BEGIN_FRAME = ESCAPE + "?2026h";

    private static final String END_FRAME = ESCAPE + "?2026l";
    private static final String CLEAR_TO_END_OF_LINE = ESCAPE + "K";
    private static final String CLEAR_TO_END_OF_SCREEN = ESCAPE + "J";

    private final Screen screen;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Clock clock;
    private final Function<Instant, Optional<Duration>> forecast;
    private final Summary summary;
    private final BoardView view;
    private final EventLines lines;
    private final AutoCloseable ticking;

    private Board board;
    private final List<String> told = new ArrayList<>();
    private List<BoardView.Line> drawn = List.of();
    private boolean over;

    /** Calls somebody again and again, until it is closed. */
    public interface Ticker {
        /** For what is over already, and only told: there is nothing to watch. */
        Ticker NEVER = frame -> () -> {};

        AutoCloseable start(Runnable frame);
    }

    /**
     * @param nodes how many the run is about
     * @param forecast how long it will still take
     */
    public LiveDisplay(
            int nodes,
            Screen screen,
            PrintWriter out,
            PrintWriter err,
            Clock clock,
            Ticker ticker,
            Function<Instant, Optional<Duration>> forecast,
            Summary summary,
            Palette palette) {
        this.screen = screen;
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.forecast = forecast;
        this.summary = summary;
        this.view = new BoardView(palette);
        this.lines = new EventLines(palette);
        this.board = Board.of(nodes, clock.instant());
        this.ticking = ticker.start(this::draw);
    }

    @Override
    public synchronized void on(Event event) {
        board = board.after(event, clock.instant());
        if (event instanceof Event.Milestone || over) {
            lines.prefixed(event).ifPresent(told::add);
        }
        if (event instanceof Event.RunFinished run) {
            close();
            summary.print(run, out, err);
        } else if (drawn.isEmpty()) {
            // Nobody may draw a frame, or none any more: a shell may be opened by now, and tells what it needs.
            printTold();
        }
    }

    private void printTold() {
        told.forEach(out::println);
        told.clear();
        out.flush();
    }

    /** A frame: nothing where it would be the same as before. */
    private synchronized void draw() {
        if (over) {
            return;
        }
        Screen.Size size = screen.size();
        Instant now = clock.instant();
        List<BoardView.Line> next = view.lines(board, size, now, forecast.apply(now));
        if (!told.isEmpty() || !next.equals(drawn)) {
            show(next, size);
        }
    }

    /** In one piece: what is drawn bit by bit flickers. */
    private void show(List<BoardView.Line> next, Screen.Size size) {
        StringBuilder frame = new StringBuilder(BEGIN_FRAME).append(drawn.isEmpty() ? HIDE_CURSOR : "");
        frame.append(toFirstLine(size));
        told.forEach(line -> frame.append(line).append(CLEAR_TO_END_OF_LINE).append('\n'));
        next.forEach(
                line -> frame.append(line.text()).append(CLEAR_TO_END_OF_LINE).append('\n'));
        out.print(frame.append(CLEAR_TO_END_OF_SCREEN).append(END_FRAME));
        out.flush();
        told.clear();
        drawn = next;
    }

    /** Where a window has become narrower since, each line may take several rows by now. */
    private String toFirstLine(Screen.Size size) {
        int rows = drawn.stream()
                .mapToInt(line -> Math.max(1, (line.columns() + size.columns() - 1) / size.columns()))
                .sum();
        return rows == 0 ? "" : ESCAPE + rows + "A";
    }

    /** Leaves nothing on the screen but what has come of the run. */
    @Override
    public synchronized void close() {
        if (over) {
            return;
        }
        over = true;
        if (!drawn.isEmpty()) {
            show(List.of(), screen.size());
            out.print(SHOW_CURSOR);
        }
        out.flush();
        try {
            ticking.close();
        } catch (Exception e) {
            throw new IllegalStateException("the time cannot be stopped", e);
        }
    }
}
