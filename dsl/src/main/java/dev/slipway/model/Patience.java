package dev.slipway.model;

/**
 * How long to wait for a command, and how often to try it again after it failed. A Dockerfile has no words for either.
 *
 * @param seconds it may take; 0 for as long as it wants
 * @param retries after the first try
 */
public record Patience(int seconds, int retries) {
    /** One try, for as long as it takes. */
    public static final Patience USUAL = new Patience(0, 0);

    public Patience {
        if (seconds < 0 || retries < 0) {
            throw new IllegalArgumentException(
                    seconds + " seconds and " + retries + " retries: neither can be negative");
        }
    }
}
