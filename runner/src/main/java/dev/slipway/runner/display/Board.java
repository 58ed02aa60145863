package dev.slipway.runner.display;

import dev.slipway.runner.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How things stand in a run.
 *
 * @param total the nodes of the plan
 * @param rows what is being done, longest running node first
 * @param done nodes that are built, those included that were before
 * @param cached those that were before, here or in their registry
 */
record Board(int total, Instant start, List<Row> rows, int done, int cached, int failed) {
    Board {
        rows = List.copyOf(rows);
    }

    static Board of(int total, Instant start) {
        return new Board(total, start, List.of(), 0, 0, 0);
    }

    /** Part of a whole. */
    record Share(long part, long whole) {}

    /**
     * A node that is built or uploaded.
     *
     * @param since when that began which is being done
     * @param share how much of it is done, where anybody knows
     * @param lastLine that it has printed
     */
    record Row(String node, Instant since, String doing, Optional<Share> share, AptCount packages, String lastLine) {
        static Row of(String node, Instant since, String doing) {
            return new Row(node, since, doing, Optional.empty(), AptCount.NONE, "");
        }

        Row sharing(long part, long whole) {
            return new Row(node, since, doing, Optional.of(new Share(part, whole)), packages, lastLine);
        }

        Row printing(String line) {
            AptCount count = packages.after(line);
            Optional<Share> known = count.total() == 0 ? share : Optional.of(new Share(count.done(), count.total()));
            return new Row(node, since, doing, known, count, line.isBlank() ? lastLine : line);
        }
    }

    /** How they stand once that has happened. */
    Board after(Event event, Instant now) {
        return event.accept(new Next(this, now));
    }

    private Board with(List<Row> others) {
        return new Board(total, start, others, done, cached, failed);
    }

    private Board changing(String node, UnaryOperator<Row> change) {
        return with(rows.stream()
                .map(row -> row.node().equals(node) ? change.apply(row) : row)
                .toList());
    }

    private Board without(String node) {
        return with(rows.stream().filter(row -> !row.node().equals(node)).toList());
    }

    private Board done(boolean before) {
        return new Board(total, start, rows, done + 1, cached + (before ? 1 : 0), failed);
    }

    /** What a node does from now on; one that did nothing before stands behind the others. */
    private Board doing(String node, Instant now, String what) {
        Row row = Row.of(node, now, what);
        if (rows.stream().anyMatch(other -> other.node().equals(node))) {
            return changing(node, before -> row);
        }
        List<Row> more = new ArrayList<>(rows);
        more.add(row);
        return with(more);
    }

    private record Next(Board board, Instant now) implements Event.Cases<Board> {
        @Override
        public Board nodeStarted(Event.NodeStarted event) {
            return board.doing(event.node(), now, "");
        }

        @Override
        public Board baseStarted(Event.BaseStarted event) {
            return board.doing(event.node(), now, "base " + event.reference() + ": " + event.how());
        }

        @Override
        public Board baseProgress(Event.BaseProgress event) {
            return board.changing(event.node(), row -> row.sharing(event.bytes(), event.total()));
        }

        @Override
        public Board baseFinished(Event.BaseFinished event) {
            return board.doing(event.node(), now, "");
        }

        @Override
        public Board operationStarted(Event.OperationStarted event) {
            return board.doing(
                    event.node(),
                    now,
                    EventLines.place(event.node(), event.stage(), event.index(), event.total())
                            + Harmless.line(event.operation().title()));
        }

        @Override
        public Board operationFinished(Event.OperationFinished event) {
            return board.doing(
                    event.node(),
                    now,
                    EventLines.place(event.node(), event.stage(), event.index(), event.total())
                            + (event.cached() ? "cached" : "done"));
        }

        @Override
        public Board outputLine(Event.OutputLine event) {
            return board.changing(event.node(), row -> row.printing(Harmless.line(event.line())));
        }

        @Override
        public Board checkPassed(Event.CheckPassed event) {
            return board.doing(
                    event.node(),
                    now,
                    "check " + Harmless.line(event.check().command().source()) + ": passed");
        }

        @Override
        public Board nodeFinished(Event.NodeFinished event) {
            return board.without(event.node()).done(event.cached());
        }

        @Override
        public Board nodeUnchanged(Event.NodeUnchanged event) {
            return board.without(event.node()).done(true);
        }

        @Override
        public Board nodeFailed(Event.NodeFailed event) {
            Board rest = board.without(event.node());
            return new Board(rest.total, rest.start, rest.rows, rest.done, rest.cached, rest.failed + 1);
        }

        @Override
        public Board nodeSkipped(Event.NodeSkipped event) {
            return board.without(event.node());
        }

        @Override
        public Board uploadStarted(Event.UploadStarted event) {
            return board.doing(event.node(), now, "upload");
        }

        @Override
        public Board uploadProgress(Event.UploadProgress event) {
            return board.changing(event.node(), row -> row.sharing(event.bytes(), event.total()));
        }

        @Override
        public Board uploaded(Event.Uploaded event) {
            return board.without(event.node());
        }

        @Override
        public Board published(Event.Published event) {
            return board;
        }

        @Override
        public Board saved(Event.Saved event) {
            return board;
        }

        @Override
        public Board loaded(Event.Loaded event) {
            return board;
        }

        @Override
        public Board retrying(Event.Retrying event) {
            return board;
        }

        @Override
        public Board mirrorPassedOver(Event.MirrorPassedOver event) {
            return board;
        }

        @Override
        public Board runFinished(Event.RunFinished event) {
            return board.with(List.of());
        }
    }
}
