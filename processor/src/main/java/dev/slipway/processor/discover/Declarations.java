package dev.slipway.processor.discover;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/**
 * What a package declares, types by their names. Valid for one round.
 *
 * @param classes the simple names of all classes of the package that are compiled
 */
public record Declarations(
        PackageElement catalog, List<TypeElement> axes, List<TypeElement> images, Set<String> classes) {
    public Declarations {
        axes = List.copyOf(axes);
        images = List.copyOf(images);
        classes = Set.copyOf(classes);
    }
}
