package dev.slipway.processor.link;

import com.google.auto.common.MoreElements;
import dev.slipway.dsl.CopyFrom;
import dev.slipway.dsl.Exclude;
import dev.slipway.dsl.ForAll;
import dev.slipway.dsl.ForEach;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.Order;
import dev.slipway.dsl.Stage;
import dev.slipway.model.Base;
import dev.slipway.model.Check;
import dev.slipway.model.Exclusion;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Word;
import dev.slipway.processor.discover.Words;
import dev.slipway.processor.validate.Formats;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reads one image's declaration, with the stages that it and its fragments bring. */
final class DraftReader {
    private static final String VALUE = "value";
    /** The first sentence of a Javadoc comment, tags aside. */
    private static final Pattern SENTENCE = Pattern.compile("^(.*?[.!?])(?:\\s|$)", Pattern.DOTALL);

    private final Elements elements;
    private final Origins origins;
    private final Findings findings;
    private final Fragments fragments;
    private final Draft draft;
    private final StepReader steps;
    private final Map<StageKey, String> stageNames = new LinkedHashMap<>();
    private final Map<String, StageKey> reading = new LinkedHashMap<>();

    /** One stage for each different use: the same type with the same attributes is the same stage. */
    private record StageKey(TypeElement type, Map<String, List<Text>> attributes) {}

    private DraftReader(
            TypeElement image, Elements elements, Origins origins, Findings findings, ContextFolder context) {
        this.elements = elements;
        this.origins = origins;
        this.findings = findings;
        this.fragments = new Fragments(origins, findings);
        this.steps = new StepReader(findings, context, this::copySource);
        this.draft = draft(image);
    }

    static Draft read(TypeElement image, Elements elements, Origins origins, Findings findings, ContextFolder context) {
        DraftReader reader = new DraftReader(image, elements, origins, findings, context);
        reader.read(image);
        return reader.draft;
    }

    private Draft draft(TypeElement image) {
        Word word = Words.first(image, Image.class).orElseThrow();
        String written = word.text("name");
        String name = written.isEmpty() ? image.getSimpleName().toString().toLowerCase(Locale.ROOT) : written;
        if (!Formats.isImageName(name)) {
            findings.report(
                    Rule.MALFORMED_IMAGE_NAME,
                    word.place("name"),
                    "'" + name + "' is not an image name: lower-case letters and digits, with single '.', '_' or '-'"
                            + " between them");
        }
        List<Scope.PlacedReference> references = new ArrayList<>();
        Scope scope = new Scope(Optional.empty(), Map.of(), references, findings);
        Optional<Text> tag = word.text("tag").isEmpty() ? Optional.empty() : Optional.of(scope.text(word, "tag"));
        String description = word.text("description").isEmpty() ? firstSentence(image) : word.text("description");
        Draft draft = new Draft(image, name, tag, description, word.flag("published"), origins.of(word), word.place());
        draft.references.addAll(references);
        return draft;
    }

    private String firstSentence(Element element) {
        String comment = elements.getDocComment(element);
        if (comment == null) {
            return "";
        }
        String text = comment.replaceAll("(?m)^\\s*@\\w.*", "")
                .replaceAll("\\{@\\w+ ([^}]*)\\}", "$1")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ")
                .strip();
        Matcher sentence = SENTENCE.matcher(text);
        return sentence.find() ? sentence.group(1) : text;
    }

    private void read(TypeElement image) {
        Scope scope = new Scope(Optional.empty(), Map.of(), draft.references, findings);
        List<Use> uses = fragments.expand(image, scope);
        draft.forEach.addAll(words(uses, ForEach.class));
        draft.forAll.addAll(words(uses, ForAll.class));
        uses.stream().filter(use -> use.word().is(Exclude.class)).forEach(this::exclude);
        uses.stream().filter(use -> use.word().is(dev.slipway.dsl.Check.class)).forEach(this::check);
        readStage(draft.name, image, uses, Optional.empty());
        draft.fragments.addAll(fragments.used());
    }

    private static List<Word> words(List<Use> uses, Class<? extends Annotation> annotation) {
        return uses.stream().map(Use::word).filter(word -> word.is(annotation)).toList();
    }

    private void exclude(Use use) {
        SortedMap<String, String> releases = new TreeMap<>();
        for (String condition : use.word().texts(VALUE)) {
            String[] parts = condition.split("=", 2);
            if (parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()) {
                releases.put(parts[0].strip(), parts[1].strip());
            } else {
                findings.report(
                        Rule.UNKNOWN_RELEASE,
                        use.word().place(VALUE),
                        "'" + condition + "' excludes nothing: write AXIS=VERSION, as in \"pg=16\"");
            }
        }
        if (!releases.isEmpty()) {
            draft.exclusions.add(new Draft.PlacedExclusion(
                    new Exclusion(releases), use.word().place()));
        }
    }

    private void check(Use use) {
        Text command = use.scope().text(use.word(), "run");
        Text prints = use.scope().text(use.word(), "prints");
        boolean isKnown = draft.checks.stream()
                .anyMatch(check ->
                        check.command().equals(command) && check.prints().equals(prints));
        if (!isKnown) {
            draft.checks.add(new Check(command, prints, use.origins().get(0)));
        }
    }

    private void readStage(String name, TypeElement element, List<Use> uses, Optional<Scope> fragmentScope) {
        int place = draft.stages.size();
        // Its place is kept while the stages that it needs are read: the main stage is the first.
        List<Draft.Placed> placed = new ArrayList<>();
        List<Draft.PlacedOrder> orders = new ArrayList<>();
        draft.stages.add(
                new Draft.DraftStage(name, Optional.empty(), Place.of(element), placed, orders, origins.of(element)));
        Word from = from(element, uses);
        Optional<Base> base = from == null ? Optional.empty() : base(from, element, fragmentScope, uses);
        Place basePlace = from == null ? Place.of(element) : from.place();
        draft.stages.set(place, new Draft.DraftStage(name, base, basePlace, placed, orders, origins.of(element)));
        for (Use use : uses) {
            if (use.word().is(Order.class)) {
                orders.add(order(use, name, uses));
            }
            steps.read(use).forEach(step -> placed.add(new Draft.Placed(step, use)));
        }
    }

    private Draft.PlacedOrder order(Use use, String stage, List<Use> uses) {
        List<String> words = use.word().types(VALUE).stream()
                .map(type -> type.getQualifiedName().toString())
                .toList();
        WordOrder order = new WordOrder(use.fragment(), words);
        checkOrder(order, stage, use.word(), uses);
        return new Draft.PlacedOrder(order, use.word().place());
    }

    /** An order that changes nothing is a mistake. */
    private void checkOrder(WordOrder order, String stage, Word written, List<Use> uses) {
        List<String> words = order.words();
        if (words.size() < 2) {
            findings.report(
                    Rule.EMPTY_DECLARATION,
                    written.place(),
                    "@Order puts nothing before anything: name at least two annotations, earliest first");
        }
        Set<String> bringSteps = uses.stream()
                .filter(use -> steps.isStep(use.word()) && order.contains(use.path()))
                .map(use -> use.path().get(order.fragment().size()).word())
                .collect(Collectors.toSet());
        for (String word : words) {
            if (!bringSteps.contains(word)) {
                findings.report(
                        Rule.NOTHING_TO_ORDER,
                        written.place(VALUE, word),
                        "@Order names " + Position.simpleName(word) + ", which brings no step to "
                                + order.subject(stage) + ". Take it out of @Order");
            } else if (words.indexOf(word) != words.lastIndexOf(word)) {
                findings.report(
                        Rule.ORDER_CYCLE,
                        written.place(VALUE, word),
                        "@Order names " + Position.simpleName(word) + " twice. Keep one of them");
            }
        }
    }

    private @Nullable Word from(TypeElement element, List<Use> uses) {
        List<Word> froms = words(uses, From.class);
        if (froms.isEmpty()) {
            findings.report(
                    Rule.MISSING_FROM,
                    Place.of(element),
                    "'" + element.getSimpleName() + "' starts from nothing. Add @From(\"...\")");
            return null;
        }
        if (froms.size() > 1) {
            findings.report(
                    Rule.AMBIGUOUS_FROM,
                    froms.get(1).place(),
                    "'" + element.getSimpleName() + "' starts from more than one base. Keep one @From");
        }
        return froms.get(0);
    }

    private Optional<Base> base(Word from, TypeElement element, Optional<Scope> fragmentScope, List<Use> uses) {
        int written = (from.text(VALUE).isEmpty() ? 0 : 1)
                + (from.type("image").isPresent() ? 1 : 0)
                + (from.type("stage").isPresent() ? 1 : 0)
                + (from.flag("base") ? 1 : 0);
        if (written != 1) {
            findings.report(
                    Rule.AMBIGUOUS_FROM,
                    from.place(),
                    "@From says " + (written == 0 ? "nothing" : "more than one thing")
                            + ": give one of a reference, image, stage and base");
            return Optional.empty();
        }
        Use use = uses.stream()
                .filter(each -> each.word().equals(from))
                .findFirst()
                .orElseThrow();
        if (from.type("image").isPresent()) {
            return image(from, "image");
        }
        if (from.type("stage").isPresent()) {
            return stage(from, "stage", fragmentScope.isPresent() ? fragmentScope.get() : use.scope());
        }
        if (from.flag("base")) {
            if (MoreElements.isAnnotationPresent(element, Image.class)) {
                findings.report(
                        Rule.AMBIGUOUS_FROM,
                        from.place("base"),
                        "base = true is for stages: an image says itself what it starts from");
                return Optional.empty();
            }
            return draft.main().base();
        }
        return external(use.scope().text(from, VALUE), from.place(VALUE));
    }

    private Optional<Base> external(Text reference, Place place) {
        String sample = Formats.sample(reference);
        boolean beginsWithReference =
                !reference.parts().isEmpty() && reference.parts().get(0) instanceof Text.Placeholder;
        if (!beginsWithReference && !Formats.isImageReference(sample)) {
            findings.report(
                    Rule.MALFORMED_IMAGE_REFERENCE,
                    place,
                    "'" + reference.source() + "' is not an image reference such as 'debian:bookworm'");
        } else if (!Formats.isPinned(sample) && reference.references().findAny().isEmpty()) {
            findings.report(
                    Rule.UNPINNED_BASE,
                    place,
                    "'" + reference.source() + "' is another image tomorrow. Give it a tag, or better a digest");
        }
        return Optional.of(new Base.External(reference));
    }

    private Optional<Base> copySource(Use use) {
        Word word = use.word();
        Optional<TypeElement> image = word.type("image");
        Optional<TypeElement> stage = word.type("stage");
        Text external = use.scope().text(word, "external");
        int written = (image.isPresent() ? 1 : 0) + (stage.isPresent() ? 1 : 0) + (external.isEmpty() ? 0 : 1);
        if (written != 1) {
            findings.report(
                    Rule.AMBIGUOUS_FROM,
                    word.place(),
                    "@" + CopyFrom.class.getSimpleName() + " copies from "
                            + (written == 0 ? "nothing" : "more than one place")
                            + ": give one of stage, image and external");
            return Optional.empty();
        }
        if (image.isPresent()) {
            return image(word, "image");
        }
        return stage.isPresent() ? stage(word, "stage", use.scope()) : external(external, word.place("external"));
    }

    private Optional<Base> image(Word word, String attribute) {
        TypeElement type = word.type(attribute).orElseThrow();
        Optional<Word> image = Words.first(type, Image.class);
        if (image.isEmpty()) {
            findings.report(
                    Rule.NOT_AN_IMAGE,
                    word.place(attribute),
                    "'" + type.getSimpleName() + "' is not an image. Annotate it with @Image, or name another");
            return Optional.empty();
        }
        PackageElement catalog = elements.getPackageOf(draft.element);
        if (!elements.getPackageOf(type).equals(catalog)) {
            findings.report(
                    Rule.NOT_AN_IMAGE,
                    word.place(attribute),
                    "'" + type.getSimpleName() + "' is an image of another catalogue. Name it by its reference, or move"
                            + " it to package " + catalog.getQualifiedName());
            return Optional.empty();
        }
        String name = image.get().text("name");
        return Optional.of(new Base.OfImage(
                name.isEmpty() ? type.getSimpleName().toString().toLowerCase(Locale.ROOT) : name));
    }

    private Optional<Base> stage(Word word, String attribute, Scope scope) {
        TypeElement type = word.type(attribute).orElseThrow();
        Optional<Word> stage = Words.first(type, Stage.class);
        if (stage.isEmpty()) {
            findings.report(
                    Rule.NOT_A_STAGE,
                    word.place(attribute),
                    "'" + type.getSimpleName() + "' is not a stage. Annotate it with @Stage, or name another");
            return Optional.empty();
        }
        // A fragment's stage has the fragment's attributes; an image's own has none.
        boolean ofFragment = scope.fragment().isPresent()
                && scope.fragment().equals(Optional.ofNullable(type.getEnclosingElement()));
        StageKey key = new StageKey(type, ofFragment ? scope.attributes() : Map.of());
        String known = stageNames.get(key);
        return Optional.of(
                new Base.OfStage(known != null ? known : read(key, stage.get(), ofFragment ? scope : outside(scope))));
    }

    private static Scope outside(Scope scope) {
        return new Scope(Optional.empty(), Map.of(), scope.references(), scope.findings());
    }

    private String read(StageKey key, Word stage, Scope scope) {
        String name = uniqueName(key.type(), stage);
        stageNames.put(key, name);
        reading.put(name, key);
        readStage(name, key.type(), fragments.expand(key.type(), scope), Optional.of(scope));
        return name;
    }

    private String uniqueName(TypeElement type, Word stage) {
        String written = stage.text("name");
        String plain = written.isEmpty()
                ? (Objects.requireNonNull(type.getEnclosingElement()).getSimpleName() + "-" + type.getSimpleName())
                        .toLowerCase(Locale.ROOT)
                : written;
        if (!Formats.isName(plain)) {
            findings.report(
                    Rule.MALFORMED_NAME,
                    stage.place("name"),
                    "'" + plain + "' is not a stage name: lower-case letters, digits and single dashes");
        }
        Map<String, TypeElement> owners = new HashMap<>();
        reading.forEach((name, key) -> owners.put(name, key.type()));
        if (plain.equals(draft.name) || (owners.containsKey(plain) && !type.equals(owners.get(plain)))) {
            findings.report(
                    Rule.DUPLICATE_STAGE,
                    stage.place(),
                    "image '" + draft.name + "' has two stages '" + plain + "'. Give one another name");
        }
        String name = plain;
        for (int number = 2; owners.containsKey(name); number++) {
            name = plain + "-" + number;
        }
        return name;
    }
}
