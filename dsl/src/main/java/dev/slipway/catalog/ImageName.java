package dev.slipway.catalog;

import java.util.List;

/**
 * The names under which an image is published.
 *
 * @param repository the default one: {@code citus}
 * @param name {@code extbuilder}
 * @param tags one a variant, oldest release first, without a suffix
 */
public record ImageName(String repository, String name, List<String> tags) {
    public ImageName {
        tags = List.copyOf(tags);
    }

    /** {@code citus/extbuilder:16.13} and the like. */
    public List<String> references() {
        return tags.stream().map(tag -> repository + "/" + name + ":" + tag).toList();
    }
}
