package dev.slipway.runner.failure;

/** What the process tells its caller. */
public final class ExitCode {
    /** Everything that was asked for is done. */
    public static final int OK = 0;
    /** An image failed. */
    public static final int FAILED = 1;
    /** Bad usage or input; nothing was run. */
    public static final int BAD_INPUT = 2;
    /** The engine or a registry is not available. */
    public static final int UNAVAILABLE = 3;
    /** Somebody pressed Ctrl-C: 128 and the number of SIGINT, as shells have it for every signal. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
