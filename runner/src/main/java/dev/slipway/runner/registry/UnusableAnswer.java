package dev.slipway.runner.registry;

import java.io.IOException;

/** A server answered, and not as the specification has it; unlike a broken connection, that stays so. */
final class UnusableAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param problem what the registry does, as in {@code does not say where to upload to} */
    UnusableAnswer(String problem) {
        super(problem);
    }
}
