package dev.slipway.processor.discover;

import com.google.auto.common.MoreElements;
import dev.slipway.dsl.Attribute;
import dev.slipway.dsl.Axis;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.Stage;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Finds types that carry words which nothing reads, since no word says what the type declares. */
final class Strays {
    private static final String LANGUAGE = Image.class.getPackageName();
    private static final Set<Class<? extends Annotation>> DECLARING =
            Set.of(Image.class, Stage.class, Fragment.class, Axis.class, Attribute.class);

    private Strays() {}

    /** Reports a type, and those in it, each once. */
    static void report(TypeElement type, Findings findings) {
        List<Word> words =
                Words.of(type).stream().filter(Strays::isOfTheLanguage).toList();
        if (words.stream().noneMatch(Strays::isDeclaring)) {
            words.stream().limit(1).forEach(word -> report(word, type, findings));
        }
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(nested -> report(nested, findings));
    }

    private static void report(Word word, TypeElement type, Findings findings) {
        findings.report(
                Rule.STRAY_ANNOTATION,
                word.place(),
                "nothing reads @" + word.name() + " here: '" + type.getSimpleName()
                        + "' is no image, stage or fragment. Add @Image, @Stage or @Fragment");
    }

    private static boolean isDeclaring(Word word) {
        return DECLARING.stream().anyMatch(word::is);
    }

    private static boolean isOfTheLanguage(Word word) {
        return MoreElements.getPackage(word.type()).getQualifiedName().contentEquals(LANGUAGE)
                || MoreElements.isAnnotationPresent(word.type(), Fragment.class);
    }
}
