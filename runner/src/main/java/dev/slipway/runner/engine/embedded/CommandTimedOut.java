package dev.slipway.runner.engine.embedded;

import dev.slipway.model.TimeSpan;
import dev.slipway.runner.failure.Failure;
import java.time.Duration;

/** A command of a step was ended, because it took longer than it may. */
final class CommandTimedOut extends CommandFailed {
    private static final long serialVersionUID = 1L;

    private final Duration limit;

    CommandTimedOut(Duration limit) {
        super(Failure.NO_EXIT_CODE, "took longer than " + TimeSpan.format(limit));
        this.limit = limit;
    }

    Duration limit() {
        return limit;
    }
}
