package dev.slipway.processor.validate;

import com.google.auto.common.MoreElements;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Order;
import dev.slipway.model.Base;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** Reads the stages of one image: the main one, and each that it needs when something first names it. */
final class StageReader {
    private final String image;
    private final TypeElement element;
    private final Fragments fragments;
    private final Origins origins;
    private final Findings findings;
    private final BaseReader bases;
    private final StepReader steps;
    private final OrderReader orders;
    private final Map<StageKey, String> names = new HashMap<>();
    private final Map<String, TypeElement> types = new LinkedHashMap<>();
    private final Map<String, StageDraft> builders = new HashMap<>();
    private Optional<Base> mainBase = Optional.empty();

    /** One stage for each different use: the same type with the same attributes is the same stage. */
    private record StageKey(TypeElement type, Map<String, List<Text>> attributes) {}

    StageReader(
            String image,
            TypeElement element,
            Fragments fragments,
            Origins origins,
            ContextFolder context,
            Findings findings) {
        this.image = image;
        this.element = element;
        this.fragments = fragments;
        this.origins = origins;
        this.findings = findings;
        this.bases = new BaseReader(MoreElements.getPackage(element), this::name, findings);
        this.steps = new StepReader(context, bases, findings);
        this.orders = new OrderReader(steps::isStep, findings);
    }

    /** The main stage; afterwards its builders are there, too. */
    StageDraft readMain(List<Use> uses) {
        Optional<Use> from = from(element, uses);
        mainBase = from.flatMap(bases::ofImage);
        return stage(image, element, from, mainBase, uses);
    }

    /** The stages that the main one needs, and those that they need, in the order in which they are first named. */
    List<StageDraft> builders() {
        return types.keySet().stream()
                .map(name -> Objects.requireNonNull(builders.get(name)))
                .toList();
    }

    /** What a stage is called in this image, in this scope; where it is new, it is read. */
    private String name(TypeElement type, Word stage, Scope scope) {
        // A fragment's stage has the fragment's attributes; an image's own has none.
        boolean ofFragment = scope.fragment().isPresent()
                && scope.fragment().equals(Optional.ofNullable(type.getEnclosingElement()));
        Scope inside = ofFragment ? scope : scope.outside();
        StageKey key = new StageKey(type, inside.attributes());
        String known = names.get(key);
        if (known != null) {
            return known;
        }
        String name = newName(type, stage);
        names.put(key, name);
        types.put(name, type);
        builders.put(name, readBuilder(name, type, inside));
        return name;
    }

    private StageDraft readBuilder(String name, TypeElement type, Scope scope) {
        List<Use> uses = fragments.expand(type, scope);
        Optional<Use> from = from(type, uses);
        return stage(name, type, from, from.flatMap(use -> bases.ofStage(use, mainBase)), uses);
    }

    private StageDraft stage(String name, TypeElement type, Optional<Use> from, Optional<Base> base, List<Use> uses) {
        List<StageDraft.PlacedStep> placed = new ArrayList<>();
        List<StageDraft.PlacedOrder> ordered = new ArrayList<>();
        for (Use use : uses) {
            if (use.word().is(Order.class)) {
                ordered.add(orders.read(use, name, uses));
            }
            steps.read(use).stream()
                    .map(step -> new StageDraft.PlacedStep(
                            step, use.path(), use.word().place()))
                    .forEach(placed::add);
        }
        Place basePlace = from.map(use -> use.word().place()).orElseGet(() -> Place.of(type));
        return new StageDraft(name, base, basePlace, placed, ordered, origins.of(type));
    }

    private Optional<Use> from(TypeElement type, List<Use> uses) {
        List<Use> froms = uses.stream().filter(use -> use.word().is(From.class)).toList();
        if (froms.isEmpty()) {
            findings.report(
                    Rule.MISSING_FROM,
                    Place.of(type),
                    "'" + type.getSimpleName() + "' starts from nothing. Add @From(\"...\")");
        } else if (froms.size() > 1) {
            findings.report(
                    Rule.AMBIGUOUS_FROM,
                    froms.get(1).word().place(),
                    "'" + type.getSimpleName() + "' starts from more than one base. Keep one @From");
        }
        return froms.stream().findFirst();
    }

    private String newName(TypeElement type, Word stage) {
        String plain = plainName(type, stage);
        boolean isTaken = types.containsKey(plain) && !type.equals(types.get(plain));
        if (plain.equals(image) || isTaken) {
            findings.report(
                    Rule.DUPLICATE_STAGE,
                    stage.place(),
                    "image '" + image + "' has two stages '" + plain + "'. Give one another name");
        }
        String name = plain;
        for (int number = 2; types.containsKey(name); number++) {
            name = plain + "-" + number;
        }
        return name;
    }

    private String plainName(TypeElement type, Word stage) {
        String written = stage.text("name");
        String outer = Objects.requireNonNull(type.getEnclosingElement())
                .getSimpleName()
                .toString();
        String name = written.isEmpty() ? (outer + "-" + type.getSimpleName()).toLowerCase(Locale.ROOT) : written;
        if (!Formats.isName(name)) {
            findings.report(
                    Rule.MALFORMED_NAME,
                    stage.place("name"),
                    "'" + name + "' is not a stage name: lower-case letters, digits and single dashes");
        }
        return name;
    }
}
