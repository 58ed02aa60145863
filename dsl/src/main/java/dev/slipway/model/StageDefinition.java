package dev.slipway.model;

import java.util.List;

/**
 * A base and what is put on it.
 *
 * @param name unique within the image; the main stage has the image's name
 * @param steps in the order in which they are executed
 */
public record StageDefinition(String name, Base base, List<Step> steps, Origin origin) {
    public StageDefinition {
        steps = List.copyOf(steps);
    }
}
