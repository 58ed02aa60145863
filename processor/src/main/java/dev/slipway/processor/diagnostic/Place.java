package dev.slipway.processor.diagnostic;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Where something is written: a declaration, an annotation on it, a value of that. Valid for one round. */
public record Place(
        Element element,
        @Nullable AnnotationMirror annotation,
        @Nullable AnnotationValue value) {
    public static Place of(Element element) {
        return new Place(element, null, null);
    }
}
