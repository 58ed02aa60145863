package dev.slipway.runner.engine.embedded;

/** A command of a step ended with another exit code than 0. */
final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandFailed(int exitCode) {
        super("exit code " + exitCode);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
