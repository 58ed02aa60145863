package dev.slipway.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A dimension along which images vary, such as the PostgreSQL release.
 *
 * @param name how references call it: {@code pg}
 * @param releases its values, oldest first as the author wrote them; at least one, no version twice
 */
public record Axis(String name, List<Release> releases, Origin origin) {
    public Axis {
        releases = List.copyOf(releases);
        if (releases.isEmpty()) {
            throw new IllegalArgumentException("axis '" + name + "' has no releases");
        }
        Set<String> versions = new HashSet<>();
        for (Release release : releases) {
            if (!versions.add(release.version())) {
                throw new IllegalArgumentException("axis '" + name + "' has release " + release.version() + " twice");
            }
        }
    }

    /** The release that a Dockerfile takes where no build argument says otherwise. */
    public Release newest() {
        return releases.get(releases.size() - 1);
    }
}
