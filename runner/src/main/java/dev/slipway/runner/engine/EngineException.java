package dev.slipway.runner.engine;

import dev.slipway.runner.failure.Failure;
import org.jspecify.annotations.Nullable;

/** A failure on its way to whoever ordered the work. */
public final class EngineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public EngineException(Failure failure) {
        this(failure, null);
    }

    public EngineException(Failure failure, @Nullable Throwable cause) {
        super(failure.headline(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
