package dev.slipway.graph;

import dev.slipway.model.Base;
import dev.slipway.model.Text;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What references and image names stand for in one variant.
 *
 * @param nodes the node that an image of the family is, for this variant
 */
record Resolution(Bindings bindings, Map<String, String> nodes) {
    Text text(Text text) {
        return text.replace(reference -> Text.literal(bindings.value(reference)));
    }

    /** The texts that a text is whose list, if it refers to one, spreads: one a value. */
    List<Text> words(Text text) {
        return text.references()
                .filter(reference -> Bindings.isList(bindings.family(), reference))
                .findFirst()
                .map(list -> bindings.values(list).stream()
                        .map(value -> text(text.replace(
                                reference -> reference.equals(list) ? Text.literal(value) : Text.of(reference))))
                        .toList())
                .orElseGet(() -> List.of(text(text)));
    }

    SortedMap<String, Text> texts(SortedMap<String, Text> texts) {
        SortedMap<String, Text> resolved = new TreeMap<>();
        texts.forEach((name, text) -> resolved.put(name, text(text)));
        return resolved;
    }

    Base base(Base base) {
        return base.accept(new Base.Cases<>() {
            @Override
            public Base external(Base.External external) {
                return new Base.External(text(external.reference()));
            }

            @Override
            public Base ofImage(Base.OfImage image) {
                return new Base.OfImage(nodes.getOrDefault(image.image(), image.image()));
            }

            @Override
            public Base ofStage(Base.OfStage stage) {
                return stage;
            }
        });
    }
}
