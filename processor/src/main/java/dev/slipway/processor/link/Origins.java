package dev.slipway.processor.link;

import com.google.auto.common.MoreElements;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.slipway.model.Origin;
import dev.slipway.processor.discover.Word;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import org.jspecify.annotations.Nullable;

/** Where declarations stand in their files, where the compiler is javac and tells. */
public final class Origins {
    private final Optional<Trees> trees;

    public Origins(ProcessingEnvironment environment) {
        this.trees = treesOf(environment);
    }

    private static Optional<Trees> treesOf(ProcessingEnvironment environment) {
        try {
            return Optional.of(Trees.instance(environment));
        } catch (IllegalArgumentException e) {
            // Another compiler, or an environment that a build tool has wrapped.
            return Optional.empty();
        }
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
        Optional<TreePath> path = trees.map(known -> known.getPath(element, mirror));
        if (path.isEmpty()) {
            return new Origin(type, annotation, fileOf(element), 0);
        }
        return new Origin(type, annotation, fileOf(element), (int) line(path.get()));
    }

    private static String typeOf(Element element) {
        return MoreElements.isType(element)
                ? MoreElements.asType(element).getQualifiedName().toString()
                : typeOf(Objects.requireNonNull(element.getEnclosingElement())) + "." + element.getSimpleName();
    }

    private long line(TreePath path) {
        CompilationUnitTree unit = path.getCompilationUnit();
        Tree leaf = path.getLeaf();
        long position = trees.orElseThrow().getSourcePositions().getStartPosition(unit, leaf);
        return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
    }

    private static String fileOf(Element element) {
        if (element instanceof PackageElement) {
            return "package-info.java";
        }
        Element outer = Objects.requireNonNull(element.getEnclosingElement());
        return outer instanceof PackageElement ? element.getSimpleName() + ".java" : fileOf(outer);
    }
}
