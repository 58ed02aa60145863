package dev.slipway.graph;

import dev.slipway.model.Base;
import dev.slipway.model.Text;
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
