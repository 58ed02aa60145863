package dev.slipway.processor.discover;

import java.util.List;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** What a package declares, types by their names. Valid for one round. */
public record Declarations(PackageElement catalog, List<TypeElement> axes, List<TypeElement> images) {
    public Declarations {
        axes = List.copyOf(axes);
        images = List.copyOf(images);
    }
}
