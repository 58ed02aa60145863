package dev.slipway.processor.link;

import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.NamedSource;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Declarations;
import dev.slipway.processor.validate.AxisReader;
import dev.slipway.processor.validate.CatalogReader;
import dev.slipway.processor.validate.ContextFolder;
import dev.slipway.processor.validate.Draft;
import dev.slipway.processor.validate.DraftReader;
import dev.slipway.processor.validate.Origins;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Joins declarations into one family: who starts from whom, which axes that brings, in which order steps stand. */
public final class Linker {
    private final Declarations declarations;
    private final Elements elements;
    private final Origins origins;
    private final ContextFolder context;
    private final Findings findings;

    public Linker(
            Declarations declarations, Elements elements, Origins origins, ContextFolder context, Findings findings) {
        this.declarations = declarations;
        this.elements = elements;
        this.origins = origins;
        this.context = context;
        this.findings = findings;
    }

    /** The family that a catalogue declares; what is wrong with it is in the findings. */
    public Family link() {
        CatalogReader catalog = new CatalogReader(declarations.catalog(), origins, findings);
        String repository = catalog.repository();
        List<NamedSource> sources = catalog.sources();
        Axes axes = Axes.read(declarations.axes(), new AxisReader(origins, findings), findings);
        SortedMap<String, Draft> drafts = drafts();
        Combinations combinations =
                new Combinations(axes, declarations.catalog().getQualifiedName().toString(), findings);
        ImageAssembler assembler = new ImageAssembler(combinations, findings);
        List<ImageDefinition> images =
                ordered(drafts).stream().map(assembler::image).toList();
        Family family = new Family(repository, sources, axes.all(), images, context.used());
        check(family, drafts.values(), combinations);
        return family;
    }

    private SortedMap<String, Draft> drafts() {
        DraftReader reader = new DraftReader(elements, origins, context, findings);
        SortedMap<String, Draft> drafts = new TreeMap<>();
        for (TypeElement element : declarations.images()) {
            Draft draft = reader.read(element);
            Draft other = drafts.putIfAbsent(draft.name(), draft);
            if (other != null) {
                findings.report(
                        Rule.DUPLICATE_IMAGE,
                        draft.place(),
                        "image '" + draft.name() + "' is declared by " + other.type()
                                + " already. Give one of them another name");
            }
        }
        return drafts;
    }

    private List<Draft> ordered(SortedMap<String, Draft> drafts) {
        return NeedOrder.order(
                drafts,
                Draft::neededImages,
                (place, circle) -> findings.report(
                        Rule.IMAGE_CYCLE,
                        place,
                        "images need each other in a circle: " + circle + ". Let one of them do without the other"));
    }

    private void check(Family family, Collection<Draft> drafts, Combinations combinations) {
        FragmentCheck fragments = new FragmentCheck(family, findings);
        ReferenceCheck references = new ReferenceCheck(family, findings);
        for (Draft draft : drafts) {
            fragments.check(draft);
            references.check(draft, combinations.of(draft));
        }
        new CatalogClassCheck(declarations, findings).check(drafts);
        if (!findings.hasErrors()) {
            checkValues(family, drafts, combinations);
        }
    }

    /** What only shows once every reference has a value. */
    private void checkValues(Family family, Collection<Draft> drafts, Combinations combinations) {
        ArgumentCheck arguments = new ArgumentCheck(findings);
        TagCheck tags = new TagCheck(family, findings);
        ChecksumCheck checksums = new ChecksumCheck(family, findings);
        for (Draft draft : drafts) {
            Combination combination = combinations.of(draft);
            arguments.check(draft);
            tags.check(draft, family.image(draft.name()).orElseThrow().tag(), combination);
            checksums.check(draft, combination);
        }
    }
}
