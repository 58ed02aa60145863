package dev.slipway.processor.discover;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreTypes;
import dev.slipway.processor.diagnostic.Place;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * An annotation on a declaration, one by one where it is repeated. Valid for one round.
 *
 * @param owner the declaration that carries it
 */
public record Word(Element owner, AnnotationMirror mirror) {
    /** The annotation's own declaration. */
    public TypeElement type() {
        return MoreTypes.asTypeElement(mirror.getAnnotationType());
    }

    public boolean is(Class<? extends Annotation> annotation) {
        return type().getQualifiedName().contentEquals(annotation.getCanonicalName());
    }

    /** The simple name: {@code AptPackages}. */
    public String name() {
        return type().getSimpleName().toString();
    }

    public Place place() {
        return new Place(owner, mirror, null);
    }

    /** The place of an attribute, or of the annotation where the attribute is not written. */
    public Place place(String attribute) {
        return isWritten(attribute) ? new Place(owner, mirror, value(attribute)) : place();
    }

    /** The place of one of an attribute's texts, or of the attribute where the text is not written so. */
    public Place place(String attribute, String text) {
        return !isWritten(attribute)
                ? place()
                : values(attribute).stream()
                        .filter(value -> asText(value).equals(text))
                        .findFirst()
                        .map(value -> new Place(owner, mirror, value))
                        .orElseGet(() -> place(attribute));
    }

    public boolean isWritten(String attribute) {
        return mirror.getElementValues().keySet().stream()
                .anyMatch(method -> method.getSimpleName().contentEquals(attribute));
    }

    /** Whether the annotation has such an attribute at all. */
    public boolean has(String attribute) {
        return find(attribute).isPresent();
    }

    /** A string, or what another constant looks like as text. */
    public String text(String attribute) {
        return asText(value(attribute));
    }

    /** The strings of an array, or of what is written without braces. */
    public List<String> texts(String attribute) {
        return values(attribute).stream().map(Word::asText).toList();
    }

    public boolean flag(String attribute) {
        return AnnotationValues.getBoolean(value(attribute));
    }

    public int number(String attribute) {
        return AnnotationValues.getInt(value(attribute));
    }

    /** The class that an attribute names; empty for {@code void.class}, which stands for none. */
    public Optional<TypeElement> type(String attribute) {
        return asType(value(attribute));
    }

    public List<TypeElement> types(String attribute) {
        return values(attribute).stream()
                .flatMap(value -> asType(value).stream())
                .toList();
    }

    /** Annotations inside the annotation, placed where it is. */
    public List<Word> words(String attribute) {
        List<Word> words = new ArrayList<>();
        for (AnnotationValue value : values(attribute)) {
            words.add(new Word(owner, AnnotationValues.getAnnotationMirror(value)));
        }
        return words;
    }

    /** The attributes' names, in the order of the annotation's declaration. */
    public List<String> attributes() {
        return AnnotationMirrors.getAnnotationValuesWithDefaults(mirror).keySet().stream()
                .map(method -> method.getSimpleName().toString())
                .toList();
    }

    public boolean isArray(String attribute) {
        return value(attribute).getValue() instanceof List;
    }

    private List<AnnotationValue> values(String attribute) {
        AnnotationValue value = value(attribute);
        List<AnnotationValue> values = new ArrayList<>();
        if (value.getValue() instanceof List<?> list) {
            list.forEach(item -> values.add((AnnotationValue) Objects.requireNonNull(item)));
        } else {
            values.add(value);
        }
        return values;
    }

    private AnnotationValue value(String attribute) {
        return find(attribute)
                .orElseThrow(() -> new IllegalArgumentException("@" + name() + " has no attribute " + attribute));
    }

    private Optional<AnnotationValue> find(String attribute) {
        return AnnotationMirrors.getAnnotationValuesWithDefaults(mirror).entrySet().stream()
                .filter(entry -> isCalled(entry.getKey(), attribute))
                .map(entry -> entry.getValue())
                .findFirst();
    }

    private static boolean isCalled(ExecutableElement method, String name) {
        return method.getSimpleName().contentEquals(name);
    }

    private static String asText(AnnotationValue value) {
        Object content = value.getValue();
        return content instanceof Element constant ? constant.getSimpleName().toString() : String.valueOf(content);
    }

    private static Optional<TypeElement> asType(AnnotationValue value) {
        // auto-common's own reader refuses void.class.
        return value.getValue() instanceof TypeMirror type && type.getKind() == TypeKind.DECLARED
                ? Optional.of(MoreTypes.asTypeElement(type))
                : Optional.empty();
    }
}
