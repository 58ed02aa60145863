package dev.slipway.processor.link;

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
        Map<String, Integer> positions = new HashMap<>();
        for (Word word : Words.of(declaration)) {
            int position = positions.merge(name(word), 1, Integer::sum) - 1;
            Path path = new Path(word, position, List.of(), List.of(), List.of());
            expand(word, scope, path, uses);
        }
        return uses;
    }

    /** How one came from a declaration to a word: the fragments on the way and the places in them. */
    private record Path(
            Word written, int position, List<Integer> inner, List<Origin> origins, List<TypeElement> fragments) {
        Path into(TypeElement fragment, Origin origin) {
            return new Path(written, position, inner, append(origins, origin), append(fragments, fragment));
        }

        Path at(int place) {
            return new Path(written, position, append(inner, place), origins, fragments);
        }

        private static <T> List<T> append(List<T> list, T item) {
            return Stream.concat(list.stream(), Stream.of(item)).toList();
        }
    }

    private void expand(Word word, Scope scope, Path path, List<Use> uses) {
        if (isPrimitive(word)) {
            uses.add(new Use(
                    word,
                    scope,
                    path.written(),
                    path.position(),
                    path.inner(),
                    Path.append(path.origins(), origins.of(word))));
        } else if (MoreElements.isAnnotationPresent(word.type(), Fragment.class)) {
            expandFragment(word, scope, path, uses);
        }
    }

    private void expandFragment(Word word, Scope scope, Path path, List<Use> uses) {
        TypeElement fragment = word.type();
        if (path.fragments().contains(fragment)) {
            String circle = Stream.concat(path.fragments().stream(), Stream.of(fragment))
                    .map(type -> "@" + type.getSimpleName())
                    .collect(Collectors.joining(" -> "));
            findings.report(Rule.FRAGMENT_RECURSION, path.written().place(), "a fragment contains itself: " + circle);
            return;
        }
        used.add(fragment);
        Map<String, List<Text>> attributes = new LinkedHashMap<>();
        for (String attribute : word.attributes()) {
            attributes.put(attribute, scope.texts(word, attribute));
        }
        Scope inside = new Scope(Optional.of(fragment), attributes, scope.references(), findings);
        Path deeper = path.into(fragment, origins.of(word));
        List<Word> words = Words.of(fragment);
        for (int i = 0; i < words.size(); i++) {
            expand(words.get(i), inside, deeper.at(i), uses);
        }
    }

    private static boolean isPrimitive(Word word) {
        String name = name(word);
        return name.startsWith(PRIMITIVES + ".") && name.indexOf('.', PRIMITIVES.length() + 1) < 0;
    }

    private static String name(Word word) {
        return word.type().getQualifiedName().toString();
    }
}
