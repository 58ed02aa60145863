package dev.slipway.runner.cli;

import dev.slipway.runner.plan.DevelopmentTag;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RemoteImage;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds the tags of development images that were made before some time. */
record OldTags(Registry registry, Clock clock, Instant limit) {
    /**
     * Which tags of a repository are meant.
     *
     * @param releases the tags without a suffix
     * @param all whether those of versions that the catalogue no longer has are meant, too
     */
    record Wanted(ImageReference repository, Set<String> releases, boolean all) {
        private boolean has(DevelopmentTag tag) {
            return all || releases.contains(tag.release());
        }
    }

    /** Each with when its image was made. What does not tell that stays. */
    Map<String, Instant> in(Wanted wanted) {
        Map<String, Instant> old = new TreeMap<>();
        for (String tag : registry.tags(wanted.repository())) {
            DevelopmentTag.parse(tag)
                    .filter(wanted::has)
                    .flatMap(development -> made(development, wanted.repository()))
                    .filter(limit::isAfter)
                    .ifPresent(made -> old.put(tag, made));
        }
        return old;
    }

    private Optional<Instant> made(DevelopmentTag tag, ImageReference repository) {
        return tag.made()
                .map(local -> local.atZone(clock.getZone()).toInstant())
                .or(() -> registry.inspect(repository.withTag(tag.tag())).images().stream()
                        .flatMap(image -> created(image).stream())
                        .max(Comparator.naturalOrder()));
    }

    private static Optional<Instant> created(RemoteImage.OnePlatform image) {
        try {
            return Optional.of(OffsetDateTime.parse(image.created()).toInstant());
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
