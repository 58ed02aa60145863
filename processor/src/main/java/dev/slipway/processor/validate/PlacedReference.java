package dev.slipway.processor.validate;

import dev.slipway.model.Reference;
import dev.slipway.processor.diagnostic.Place;
import java.util.List;

/**
 * A reference to an axis or source, where it is written.
 *
 * @param attributes of the fragment that it stands in, which it may have meant
 */
public record PlacedReference(Reference reference, Place place, List<String> attributes) {
    public PlacedReference {
        attributes = List.copyOf(attributes);
    }
}
