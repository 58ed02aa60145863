package dev.slipway.runner.failure;

/** Usage or input that makes no sense, noticed before anything runs; its message names what is wrong and the cure. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
