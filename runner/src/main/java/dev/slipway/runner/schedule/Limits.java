package dev.slipway.runner.schedule;

/**
 * How a run is carried out.
 *
 * @param jobs how many nodes are built at once
 * @param uploadJobs how many images are uploaded at once
 * @param keepGoing whether a failure stops only what depends on it
 * @param perImage whether each tag moves as soon as its own image is there, and not when all are
 */
public record Limits(int jobs, int uploadJobs, boolean keepGoing, boolean perImage) {
    public Limits {
        if (jobs < 1 || uploadJobs < 1) {
            throw new IllegalArgumentException("jobs must be at least 1: " + jobs + ", " + uploadJobs);
        }
    }
}
