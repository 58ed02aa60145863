package dev.slipway.model;

/** What a command may reach while it runs, after BuildKit's {@code RUN --network}. */
public enum Network {
    DEFAULT,
    NONE
}
