package dev.slipway.runner.registry;

import java.util.Map;

/**
 * An artifact without what is in it.
 *
 * @param subject what it belongs to
 * @param type its media type
 */
public record Attached(Descriptor subject, String type, Map<String, String> annotations) {
    public Attached {
        annotations = Map.copyOf(annotations);
    }
}
