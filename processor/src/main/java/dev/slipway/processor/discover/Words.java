package dev.slipway.processor.discover;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import java.lang.annotation.Annotation;
import java.lang.annotation.Repeatable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** The annotations of declarations, those in the compiler's containers among them. */
public final class Words {
    private static final String VALUE = "value";

    private Words() {}

    public static List<Word> of(Element element) {
        List<Word> words = new ArrayList<>();
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            Word word = new Word(element, mirror);
            if (isContainer(word)) {
                words.addAll(word.words(VALUE));
            } else {
                words.add(word);
            }
        }
        return words;
    }

    public static List<Word> of(Element element, Class<? extends Annotation> annotation) {
        return of(element).stream().filter(word -> word.is(annotation)).toList();
    }

    public static Optional<Word> first(Element element, Class<? extends Annotation> annotation) {
        return of(element, annotation).stream().findFirst();
    }

    /** A container is nested in the annotation that names it as its own. */
    private static boolean isContainer(Word word) {
        Element outer = word.type().getEnclosingElement();
        return outer != null
                && MoreElements.isType(outer)
                && of(outer, Repeatable.class).stream()
                        .flatMap(repeatable -> repeatable.type(VALUE).stream())
                        .anyMatch(container -> isSame(container, word.type()));
    }

    private static boolean isSame(TypeElement left, TypeElement right) {
        return MoreTypes.equivalence().equivalent(left.asType(), right.asType());
    }
}
