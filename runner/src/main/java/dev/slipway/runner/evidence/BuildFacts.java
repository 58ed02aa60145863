package dev.slipway.runner.evidence;

import java.time.Instant;
import java.util.List;

/**
 * What is true of all that a run builds.
 *
 * @param version of this program
 * @param engine who builds
 * @param profile what messages call it; empty for none
 * @param sourceDate the time that images bear, in whole seconds
 * @param definitions asked for where they are needed only: git takes its time
 */
public record BuildFacts(
        String version, String engine, String profile, Instant sourceDate, DefinitionSource definitions) {
    /** Where definitions come from. */
    @FunctionalInterface
    public interface DefinitionSource {
        /** Those that are in checkouts. */
        List<Definition> definitions() throws InterruptedException;
    }
}
