package dev.slipway.processor.validate;

import com.google.auto.common.MoreElements;
import dev.slipway.model.Origin;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.TreeFinder;
import dev.slipway.processor.discover.Word;
import java.util.Objects;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import org.jspecify.annotations.Nullable;

/** Where declarations stand in their files, where the compiler is javac and tells. */
public final class Origins {
    private final TreeFinder finder;

    public Origins(ProcessingEnvironment environment) {
        this.finder = new TreeFinder(environment);
    }

    Origin of(Word word) {
        return origin(word.owner(), word.mirror(), word.name());
    }

    Origin of(Element element) {
        return origin(element, null, "");
    }

    private Origin origin(Element element, @Nullable AnnotationMirror mirror, String annotation) {
        String type = element instanceof PackageElement declared
                ? declared.getQualifiedName().toString()
                : typeOf(element);
        long line = finder.find(new Place(element, mirror, null))
                .map(TreeFinder.Found::line)
                .orElse(0L);
        return new Origin(type, annotation, fileOf(element), (int) line);
    }

    private static String typeOf(Element element) {
        return MoreElements.isType(element)
                ? MoreElements.asType(element).getQualifiedName().toString()
                : typeOf(Objects.requireNonNull(element.getEnclosingElement())) + "." + element.getSimpleName();
    }

    private static String fileOf(Element element) {
        if (element instanceof PackageElement) {
            return "package-info.java";
        }
        Element outer = Objects.requireNonNull(element.getEnclosingElement());
        return outer instanceof PackageElement ? element.getSimpleName() + ".java" : fileOf(outer);
    }
}
