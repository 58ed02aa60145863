package dev.slipway.processor.link;

import dev.slipway.model.Family;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.validate.Draft;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** In a fragment, the name of an attribute means the attribute: what it hides cannot be referred to. */
final class FragmentCheck {
    private final Family family;
    private final Findings findings;

    FragmentCheck(Family family, Findings findings) {
        this.family = family;
        this.findings = findings;
    }

    void check(Draft draft) {
        for (TypeElement fragment : draft.fragments()) {
            ElementFilter.methodsIn(fragment.getEnclosedElements()).forEach(attribute -> check(attribute, fragment));
        }
    }

    private void check(ExecutableElement attribute, TypeElement fragment) {
        String name = attribute.getSimpleName().toString();
        boolean hidesAxis = family.axis(name).isPresent();
        if (hidesAxis || family.source(name).isPresent()) {
            findings.report(
                    Rule.FRAGMENT_ATTRIBUTE_HIDES_NAME,
                    Place.of(attribute),
                    "attribute '" + name + "' of fragment @" + fragment.getSimpleName() + " hides "
                            + (hidesAxis ? "axis" : "source") + " '" + name + "'. Rename the attribute");
        }
    }
}
