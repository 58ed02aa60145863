package dev.slipway.runner.registry;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a registry lists as belonging to an image.
 *
 * @param manifest of the artifact
 * @param artifactType empty if the registry does not tell
 * @param annotations of the artifact, as far as the registry tells them
 */
public record Referrer(Descriptor manifest, String artifactType, Map<String, String> annotations) {
    public Referrer {
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }
}
