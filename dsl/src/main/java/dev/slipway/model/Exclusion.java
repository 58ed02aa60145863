package dev.slipway.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A combination of releases for which there is no image.
 *
 * @param releases a version or a major by axis; all must match for a variant to be left out
 */
public record Exclusion(SortedMap<String, String> releases) {
    public Exclusion {
        releases = Collections.unmodifiableSortedMap(new TreeMap<>(releases));
        if (releases.isEmpty()) {
            throw new IllegalArgumentException("an exclusion names at least one release, as in pg=16");
        }
    }

    public boolean matches(Map<String, Release> variant) {
        return releases.entrySet().stream().allMatch(wanted -> {
            Release release = variant.get(wanted.getKey());
            return release != null
                    && (release.version().equals(wanted.getValue())
                            || release.major().equals(wanted.getValue()));
        });
    }
}
