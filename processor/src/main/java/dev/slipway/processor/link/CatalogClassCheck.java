package dev.slipway.processor.link;

import dev.slipway.dsl.Catalog;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Declarations;
import dev.slipway.processor.discover.Words;
import dev.slipway.processor.validate.Draft;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.SourceVersion;

/** A catalogue's class and its constants must be Java, and nothing else may be called the same. */
final class CatalogClassCheck {
    private final CatalogClass generated;
    private final Declarations declarations;
    private final Findings findings;

    CatalogClassCheck(Declarations declarations, Findings findings) {
        this.generated = CatalogClass.of(declarations);
        this.declarations = declarations;
        this.findings = findings;
    }

    void check(Collection<Draft> drafts) {
        checkName();
        checkConstants(drafts);
    }

    private void checkName() {
        String name = generated.name();
        Place place =
                Words.first(declarations.catalog(), Catalog.class).orElseThrow().place("name");
        if (!SourceVersion.isName(name) || name.contains(".")) {
            findings.report(
                    Rule.MALFORMED_NAME,
                    place,
                    "'" + name + "' is not a name for the catalogue's class. Give one: @Catalog(name = \"Images\")");
        } else if (declarations.classes().contains(name)) {
            findings.report(
                    Rule.DUPLICATE_CLASS,
                    place,
                    "there is a class '" + name + "' already, and the catalogue's would be called so, too. Give it"
                            + " another name: @Catalog(name = \"...\")");
        }
    }

    private void checkConstants(Collection<Draft> drafts) {
        Map<String, Draft> owners = new HashMap<>();
        drafts.stream().filter(Draft::published).forEach(draft -> {
            String constant = CatalogClass.constant(draft.name());
            Draft owner = owners.putIfAbsent(constant, draft);
            if (owner != null) {
                findings.report(
                        Rule.DUPLICATE_CONSTANT,
                        draft.image().place("name"),
                        "images '" + owner.name() + "' and '" + draft.name() + "' would both be constant " + constant
                                + " of class " + generated.name() + ". Rename one of them");
            }
        });
    }
}
