package dev.slipway.runner.engine.embedded;

/** A command of a step ended with another exit code than 0. */
class CommandFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandFailed(int exitCode) {
        this(exitCode, "exit code " + exitCode);
    }

    CommandFailed(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
