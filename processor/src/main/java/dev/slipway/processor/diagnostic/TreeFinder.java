package dev.slipway.processor.diagnostic;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is written where in javac's trees. Javac's own search gives up on annotations that are repeated, as the
 * container that it makes of them is written nowhere.
 */
public final class TreeFinder {
    private final Optional<Trees> trees;

    public TreeFinder(ProcessingEnvironment environment) {
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

    /** A tree and the file that it is in. */
    public record Found(Trees trees, CompilationUnitTree unit, Tree tree) {
        /** The line, or 0 where the tree is not written. */
        public long line() {
            long position = trees.getSourcePositions().getStartPosition(unit, tree);
            return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
        }
    }

    /** The value of a place, or its annotation, or else its element; empty where there is no source. */
    public Optional<Found> find(Place place) {
        return trees.flatMap(
                known -> Optional.ofNullable(known.getPath(place.element())).map(path -> find(known, path, place)));
    }

    private static Found find(Trees trees, TreePath path, Place place) {
        Optional<Tree> annotation = find(trees, path, place.element(), place.annotation());
        Optional<Tree> value = find(trees, path, place.element(), place.value());
        return new Found(
                trees, path.getCompilationUnit(), value.or(() -> annotation).orElse(path.getLeaf()));
    }

    private static Optional<Tree> find(Trees trees, TreePath path, Element element, @Nullable Object wanted) {
        if (wanted == null) {
            return Optional.empty();
        }
        Map<Element, Integer> seen = new HashMap<>();
        for (AnnotationTree tree : annotations(path)) {
            Element type = trees.getElement(new TreePath(new TreePath(path, tree), tree.getAnnotationType()));
            if (type != null) {
                List<AnnotationMirror> mirrors = mirrors(element, type);
                int index = seen.merge(type, 1, Integer::sum) - 1;
                Optional<Tree> found =
                        index < mirrors.size() ? inside(tree, mirrors.get(index), wanted) : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static List<? extends AnnotationTree> annotations(TreePath path) {
        if (path.getLeaf() instanceof ClassTree type) {
            return type.getModifiers().getAnnotations();
        }
        if (path.getLeaf() instanceof VariableTree field) {
            return field.getModifiers().getAnnotations();
        }
        return path.getCompilationUnit().getPackageAnnotations();
    }

    /** The annotations of one type on an element, those in a container among them. */
    private static List<AnnotationMirror> mirrors(Element element, Element type) {
        return element.getAnnotationMirrors().stream()
                .flatMap(mirror -> mirror.getAnnotationType().asElement().equals(type)
                        ? Stream.of(mirror)
                        : mirror.getElementValues().values().stream().flatMap(value -> contained(value, type)))
                .toList();
    }

    private static Stream<AnnotationMirror> contained(AnnotationValue value, Element type) {
        return value.getValue() instanceof List<?> list
                ? list.stream()
                        .filter(AnnotationMirror.class::isInstance)
                        .map(AnnotationMirror.class::cast)
                        .filter(mirror -> mirror.getAnnotationType().asElement().equals(type))
                : Stream.empty();
    }

    private static Optional<Tree> inside(AnnotationTree tree, AnnotationMirror mirror, Object wanted) {
        if (mirror == wanted) {
            return Optional.of(tree);
        }
        return mirror.getElementValues().entrySet().stream()
                .flatMap(entry -> argument(tree, entry.getKey().getSimpleName().toString())
                        .flatMap(argument -> inside(argument, entry.getValue(), wanted))
                        .stream())
                .findFirst();
    }

    private static Optional<ExpressionTree> argument(AnnotationTree tree, String name) {
        for (ExpressionTree argument : tree.getArguments()) {
            if (!(argument instanceof AssignmentTree assignment)) {
                return Optional.of(argument);
            }
            if (assignment.getVariable().toString().equals(name)) {
                return Optional.of(assignment.getExpression());
            }
        }
        return Optional.empty();
    }

    private static Optional<Tree> inside(ExpressionTree tree, AnnotationValue value, Object wanted) {
        if (value == wanted) {
            return Optional.of(tree);
        }
        if (value.getValue() instanceof AnnotationMirror nested && tree instanceof AnnotationTree annotation) {
            return inside(annotation, nested, wanted);
        }
        if (!(value.getValue() instanceof List<?> list)) {
            return Optional.empty();
        }
        List<? extends ExpressionTree> items =
                tree instanceof NewArrayTree array ? array.getInitializers() : List.of(tree);
        for (int i = 0; i < Math.min(items.size(), list.size()); i++) {
            Optional<Tree> found = inside(items.get(i), (AnnotationValue) list.get(i), wanted);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
