package dev.slipway.runner.engine.docker;

import dev.slipway.graph.Digests;
import dev.slipway.runner.registry.ImageReference;
import java.util.List;
import java.util.Locale;

/**
 * Where builders keep for each other what steps make: a cache of BuildKit's own kind for each target, under a tag that is
 * the same in all runs.
 *
 * @param repository its tag means nothing
 * @param insecure whether its registry may speak plain HTTP
 */
record CacheRepository(ImageReference repository, boolean insecure) {
    /** Of a tag; what comes behind takes the rest of the 128 that registries allow. */
    private static final int LONGEST_NAME = 100;

    private static final int DIGITS = 12;

    /**
     * What it is for one target, as Bake has it.
     *
     * @param platforms that it is built for: what is made for others is kept apart
     */
    String source(Target target, List<String> platforms) {
        return "type=registry,ref=" + repository.withTag(tag(target.title(), platforms))
                + (insecure ? ",registry.insecure=true" : "");
    }

    /** The same to be written to, with all that was made on the way to the target; that this fails ends no build. */
    String destination(Target target, List<String> platforms) {
        return source(target, platforms) + ",mode=max,ignore-error=true";
    }

    /** Different titles may look alike in the letters that tags have, and some have none of those. */
    static String tag(String title, List<String> platforms) {
        String digest = Digests.of("cache", title, platforms).replaceFirst("^.*:", "");
        String letters = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        String name = letters.substring(0, Math.min(letters.length(), LONGEST_NAME));
        return name.replaceFirst("^[-.]+", "_") + "-" + digest.substring(0, DIGITS);
    }

    @Override
    public String toString() {
        return repository.registry() + "/" + repository.repository();
    }
}
