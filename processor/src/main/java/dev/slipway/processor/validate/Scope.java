package dev.slipway.processor.validate;

import dev.slipway.model.Reference;
import dev.slipway.model.Text;
import dev.slipway.model.TextSyntaxException;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * What the references of an annotation mean: the attributes of the fragment that it stands in, or else axes and sources
 * of the image.
 *
 * @param fragment whose attributes and stages count; empty on an image or stage itself
 * @param attributes the values of the fragment's attributes in this use of it
 * @param references takes every reference to an axis or source, with its place
 */
record Scope(
        Optional<TypeElement> fragment,
        Map<String, List<Text>> attributes,
        List<PlacedReference> references,
        Findings findings) {

    /** What references mean on an image or stage itself. */
    static Scope outside(List<PlacedReference> references, Findings findings) {
        return new Scope(Optional.empty(), Map.of(), references, findings);
    }

    /** The same outside of the fragment. */
    Scope outside() {
        return outside(references, findings);
    }

    /** One text; lists in it join with a space. */
    Text text(Word word, String attribute) {
        return Text.join(" ", texts(word, attribute));
    }

    /** A text for each value of an array, those of a fragment's list one by one. */
    List<Text> texts(Word word, String attribute) {
        List<Text> texts = new ArrayList<>();
        for (String source : word.texts(attribute)) {
            Place place = word.place(attribute, source);
            try {
                texts.addAll(spread(parse(source, place)));
            } catch (IllegalArgumentException e) {
                findings.report(Rule.MALFORMED_PLACEHOLDER, place, "'" + source + "': " + e.getMessage());
            }
        }
        return texts;
    }

    /** A text in which only the fragment's attributes mean something, as plain characters. */
    String plain(Word word, String attribute) {
        return text(word, attribute).source();
    }

    private Text parse(String source, Place place) {
        try {
            Text text = Text.parse(source);
            text.references()
                    .filter(reference -> !isAttribute(reference))
                    .forEach(reference ->
                            references.add(new PlacedReference(reference, place, List.copyOf(attributes.keySet()))));
            return text;
        } catch (TextSyntaxException e) {
            findings.report(Rule.MALFORMED_PLACEHOLDER, place, String.valueOf(e.getMessage()));
            return Text.literal(source);
        }
    }

    /** A text with one list of the fragment's becomes as many texts as the list has values; further lists join. */
    private List<Text> spread(Text text) {
        Optional<Reference> list = text.references()
                .filter(this::isAttribute)
                .filter(reference -> values(reference).size() != 1)
                .findFirst();
        if (list.isEmpty()) {
            return List.of(substitute(text));
        }
        return values(list.get()).stream()
                .map(value -> substitute(
                        text.replace(reference -> reference.equals(list.get()) ? value : Text.of(reference))))
                .toList();
    }

    private Text substitute(Text text) {
        return text.replace(
                reference -> isAttribute(reference) ? Text.join(" ", values(reference)) : Text.of(reference));
    }

    private boolean isAttribute(Reference reference) {
        return reference.path().size() == 1 && attributes.containsKey(reference.root());
    }

    private List<Text> values(Reference reference) {
        return attributes.getOrDefault(reference.root(), List.of());
    }
}
