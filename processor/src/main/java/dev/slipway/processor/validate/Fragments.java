package dev.slipway.processor.validate;

import com.google.auto.common.MoreElements;
import dev.slipway.dsl.Fragment;
import dev.slipway.model.Origin;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Word;
import dev.slipway.processor.discover.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Replaces fragments by what they carry, over and over, until only primitives are left. */
final class Fragments {
    private static final String PRIMITIVES = "dev.slipway.dsl";

    private final Origins origins;
    private final Findings findings;

    private final Set<TypeElement> used = new LinkedHashSet<>();

    Fragments(Origins origins, Findings findings) {
        this.origins = origins;
        this.findings = findings;
    }

    /** Every fragment that was expanded. */
    List<TypeElement> used() {
        return List.copyOf(used);
    }

    /** The primitives that apply to a declaration whose own texts mean what {@code scope} says. */
    List<Use> expand(Element declaration, Scope scope) {
        List<Use> uses = new ArrayList<>();
        expand(declaration, scope, Path.START, uses);
        return uses;
    }

    /** How one came from a declaration to a word: the positions on the way, and the fragments. */
    private record Path(List<Position> positions, List<Word> words, List<Origin> origins) {
        static final Path START = new Path(List.of(), List.of(), List.of());

        Path to(Word word, Position position, Origin origin) {
            return new Path(append(positions, position), append(words, word), append(origins, origin));
        }

        boolean isIn(TypeElement fragment) {
            return words.stream()
                    .limit(words.size() - 1)
                    .anyMatch(word -> word.type().equals(fragment));
        }

        private static <T> List<T> append(List<T> list, T item) {
            return Stream.concat(list.stream(), Stream.of(item)).toList();
        }
    }

    private void expand(Element carrier, Scope scope, Path path, List<Use> uses) {
        Map<String, Integer> indexes = new HashMap<>();
        for (Word word : Words.of(carrier)) {
            int index = indexes.merge(name(word), 1, Integer::sum) - 1;
            expand(word, scope, path.to(word, new Position(name(word), index), origins.of(word)), uses);
        }
    }

    private void expand(Word word, Scope scope, Path path, List<Use> uses) {
        if (isPrimitive(word)) {
            uses.add(new Use(word, scope, path.positions(), path.origins()));
        } else if (MoreElements.isAnnotationPresent(word.type(), Fragment.class)) {
            expandFragment(word, scope, path, uses);
        }
    }

    private void expandFragment(Word word, Scope scope, Path path, List<Use> uses) {
        TypeElement fragment = word.type();
        if (path.isIn(fragment)) {
            String circle = path.words().stream().map(each -> "@" + each.name()).collect(Collectors.joining(" -> "));
            findings.report(
                    Rule.FRAGMENT_RECURSION, path.words().get(0).place(), "a fragment contains itself: " + circle);
            return;
        }
        used.add(fragment);
        Map<String, List<Text>> attributes = new LinkedHashMap<>();
        for (String attribute : word.attributes()) {
            attributes.put(attribute, scope.texts(word, attribute));
        }
        expand(fragment, new Scope(Optional.of(fragment), attributes, scope.references(), findings), path, uses);
    }

    private static boolean isPrimitive(Word word) {
        String name = name(word);
        return name.startsWith(PRIMITIVES + ".") && name.indexOf('.', PRIMITIVES.length() + 1) < 0;
    }

    private static String name(Word word) {
        return word.type().getQualifiedName().toString();
    }
}
