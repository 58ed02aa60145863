package dev.slipway.runner.schedule;

/**
 * How a run is carried out.
 *
 * @param jobs how many nodes are built, and how many uploaded, at once
 * @param keepGoing whether a failure stops only what depends on it
 */
public record Limits(int jobs, boolean keepGoing) {
    public Limits {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs must be at least 1: " + jobs);
        }
    }
}
