package dev.slipway.processor.link;

import com.google.auto.common.MoreElements;
import dev.slipway.dsl.Attribute;
import dev.slipway.dsl.Catalog;
import dev.slipway.dsl.Release;
import dev.slipway.dsl.Source;
import dev.slipway.graph.Bindings;
import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Variants;
import dev.slipway.model.Axis;
import dev.slipway.model.Base;
import dev.slipway.model.Exclusion;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.NamedSource;
import dev.slipway.model.Reference;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Suggestion;
import dev.slipway.model.Text;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import dev.slipway.processor.discover.Declarations;
import dev.slipway.processor.discover.Word;
import dev.slipway.processor.discover.Words;
import dev.slipway.processor.validate.Formats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Joins declarations into one family: who starts from whom, which axes that brings, in which order steps stand. */
public final class Linker {
    private static final String VALUE = "value";
    /** Stands in for a base that is a mistake. */
    private static final Base NOTHING = new Base.External(Text.literal("scratch"));

    private static final String DESCRIPTION_LABEL = "org.opencontainers.image.description";

    private final Declarations declarations;
    private final Elements elements;
    private final Origins origins;
    private final ContextFolder context;
    private final Findings findings;
    private final Map<TypeElement, Axis> axes = new LinkedHashMap<>();
    private final SortedMap<String, Draft> drafts = new TreeMap<>();
    private final Map<String, Combination> combinations = new HashMap<>();

    /** A need of another image or stage, where it is written. */
    private record Edge(Base base, Place place) {}

    /**
     * The axes of an image and the releases that it leaves out.
     *
     * @param isCertain whether nothing is wrong with what they come from
     */
    private record Combination(
            List<String> forEach, List<String> forAll, List<Exclusion> exclusions, boolean isCertain) {
        static final Combination NONE = new Combination(List.of(), List.of(), List.of(), true);
        static final Combination UNKNOWN = new Combination(List.of(), List.of(), List.of(), false);
    }

    private Linker(
            Declarations declarations, Elements elements, Origins origins, ContextFolder context, Findings findings) {
        this.declarations = declarations;
        this.elements = elements;
        this.origins = origins;
        this.context = context;
        this.findings = findings;
    }

    /** The family that a catalogue declares; what is wrong with it is in {@code findings}. */
    public static Family link(
            Declarations declarations, Elements elements, Origins origins, ContextFolder context, Findings findings) {
        return new Linker(declarations, elements, origins, context, findings).family();
    }

    private Family family() {
        Word catalog = Words.first(declarations.catalog(), Catalog.class).orElseThrow();
        String repository = catalog.text("repository");
        if (!Formats.isRepository(repository)) {
            findings.report(
                    Rule.MALFORMED_REPOSITORY,
                    catalog.place("repository"),
                    "'" + repository + "' is not a repository such as 'citus' or 'ghcr.io/org'");
        }
        List<NamedSource> sources = sources();
        declarations.axes().forEach(this::readAxis);
        declarations.images().forEach(this::readImage);
        List<Axis> named = axes.values().stream().toList();
        List<ImageDefinition> images = ordered().stream().map(this::image).toList();
        Family family = new Family(repository, sources, named, images, context.used());
        for (Draft draft : drafts.values()) {
            checkFragments(draft, family);
            checkReferences(draft, family);
        }
        CatalogClassCheck.check(declarations, drafts.values(), findings);
        if (!findings.hasErrors()) {
            family.images().forEach(image -> checkTags(image, family));
        }
        return family;
    }

    private List<NamedSource> sources() {
        Map<String, NamedSource> sources = new TreeMap<>();
        for (Word word : Words.of(declarations.catalog(), Source.class)) {
            String name = word.text("name");
            String url = word.text("url");
            if (!Formats.isName(name)) {
                findings.report(
                        Rule.MALFORMED_NAME,
                        word.place("name"),
                        "'" + name + "' is not a source name: lower-case letters, digits and single dashes");
            }
            if (!url.isEmpty() && !Formats.isUrl(url)) {
                findings.report(
                        Rule.MALFORMED_URL,
                        word.place("url"),
                        "'" + url + "' is not a URL such as 'https://example.org/x'");
            }
            if (sources.put(name, new NamedSource(name, url, origins.of(word))) != null) {
                findings.report(
                        Rule.DUPLICATE_SOURCE,
                        word.place("name"),
                        "source '" + name + "' is named twice. Keep one of them");
            }
        }
        return List.copyOf(sources.values());
    }

    private void readAxis(TypeElement element) {
        Word word = Words.first(element, dev.slipway.dsl.Axis.class).orElseThrow();
        String name = word.text(VALUE);
        if (!Formats.isName(name)) {
            findings.report(
                    Rule.MALFORMED_NAME,
                    word.place(VALUE),
                    "'" + name + "' is not an axis name: lower-case letters, digits and single dashes");
        }
        if (axes.values().stream().anyMatch(axis -> axis.name().equals(name))) {
            findings.report(
                    Rule.DUPLICATE_AXIS, word.place(VALUE), "two axes are called '" + name + "'. Rename one of them");
        }
        // What is wrong with a release is reported once, and its place kept so that images find their axes.
        Map<String, dev.slipway.model.Release> releases = new LinkedHashMap<>();
        for (Element constant : element.getEnclosedElements()) {
            if (constant.getKind() == ElementKind.ENUM_CONSTANT) {
                readRelease(name, constant, releases);
            }
        }
        if (releases.isEmpty()) {
            findings.report(
                    Rule.EMPTY_DECLARATION,
                    word.place(),
                    "axis '" + name + "' has no releases: give the enum constants with @Release(\"...\")");
            addUnknownRelease(releases, new TreeMap<>());
        }
        axes.put(element, new Axis(name, List.copyOf(releases.values()), origins.of(word)));
    }

    private void readRelease(String axis, Element constant, Map<String, dev.slipway.model.Release> releases) {
        Optional<Word> word = Words.first(constant, Release.class);
        if (word.isEmpty()) {
            findings.report(
                    Rule.MISSING_RELEASE,
                    Place.of(constant),
                    "'" + constant.getSimpleName() + "' of axis '" + axis + "' has no version. Add @Release(\"...\")");
            addUnknownRelease(releases, attributes(constant));
            return;
        }
        String version = word.get().text(VALUE);
        try {
            dev.slipway.model.Release release = new dev.slipway.model.Release(version, attributes(constant));
            if (releases.put(version, release) != null) {
                findings.report(
                        Rule.DUPLICATE_RELEASE,
                        word.get().place(VALUE),
                        "axis '" + axis + "' has release " + version + " twice. Take one of them away");
            }
        } catch (IllegalArgumentException e) {
            findings.report(Rule.MALFORMED_VERSION, word.get().place(VALUE), String.valueOf(e.getMessage()));
            addUnknownRelease(releases, attributes(constant));
        }
    }

    private static void addUnknownRelease(
            Map<String, dev.slipway.model.Release> releases, SortedMap<String, List<String>> attributes) {
        String version = "unknown" + releases.size();
        releases.put(version, new dev.slipway.model.Release(version, attributes));
    }

    private SortedMap<String, List<String>> attributes(Element constant) {
        SortedMap<String, List<String>> attributes = new TreeMap<>();
        for (Word word : Words.of(constant)) {
            Words.first(word.type(), Attribute.class).ifPresent(attribute -> {
                checkAttribute(attribute);
                attributes.put(attribute.text(VALUE), word.texts(VALUE));
            });
        }
        return attributes;
    }

    private void checkAttribute(Word attribute) {
        String name = attribute.text(VALUE);
        if (Reference.isReserved(name)) {
            findings.report(
                    Rule.RESERVED_ATTRIBUTE,
                    attribute.place(VALUE),
                    "'" + name + "' means something for every release already. Give the attribute another name");
        } else if (!Formats.isName(name)) {
            findings.report(
                    Rule.MALFORMED_NAME,
                    attribute.place(VALUE),
                    "'" + name + "' is not an attribute name: lower-case letters, digits and single dashes");
        }
    }

    private void readImage(TypeElement element) {
        Draft draft = DraftReader.read(element, elements, origins, findings, context);
        Draft other = drafts.putIfAbsent(draft.name, draft);
        if (other != null) {
            findings.report(
                    Rule.DUPLICATE_IMAGE,
                    draft.place,
                    "image '" + draft.name + "' is declared by " + other.element.getSimpleName() + " already."
                            + " Give one of them another name");
        }
    }

    /** Images after those that they need, otherwise by name; a circle is reported where its first image needs the second. */
    private List<Draft> ordered() {
        Map<String, Draft> ordered = new LinkedHashMap<>();
        drafts.values().forEach(draft -> visit(draft, ordered, new LinkedHashSet<>()));
        return List.copyOf(ordered.values());
    }

    private void visit(Draft draft, Map<String, Draft> ordered, Set<String> path) {
        if (ordered.containsKey(draft.name)) {
            return;
        }
        if (!path.add(draft.name)) {
            List<String> all = new ArrayList<>(path);
            List<String> circle = new ArrayList<>(all.subList(all.indexOf(draft.name), all.size()));
            circle.add(draft.name);
            findings.report(
                    Rule.IMAGE_CYCLE,
                    Objects.requireNonNull(neededImages(draft).get(circle.get(1))),
                    "images need each other in a circle: " + String.join(" -> ", circle)
                            + ". Let one of them do without the other");
            return;
        }
        neededImages(draft).keySet().forEach(needed -> {
            Draft other = drafts.get(needed);
            if (other != null) {
                visit(other, ordered, path);
            }
        });
        path.remove(draft.name);
        ordered.put(draft.name, draft);
    }

    private static SortedMap<String, Place> neededImages(Draft draft) {
        SortedMap<String, Place> needed = new TreeMap<>();
        draft.stages.stream().flatMap(Linker::edges).forEach(edge -> {
            if (edge.base() instanceof Base.OfImage image) {
                needed.putIfAbsent(image.image(), edge.place());
            }
        });
        return needed;
    }

    private static Map<String, Place> neededStages(Draft.DraftStage stage) {
        Map<String, Place> needed = new LinkedHashMap<>();
        edges(stage).forEach(edge -> {
            if (edge.base() instanceof Base.OfStage other) {
                needed.putIfAbsent(other.stage(), edge.place());
            }
        });
        return needed;
    }

    private static Stream<Edge> edges(Draft.DraftStage stage) {
        Stream<Edge> copies = stage.steps().stream()
                .filter(placed -> placed.step() instanceof Step.FilesFrom)
                .map(placed -> new Edge(
                        ((Step.FilesFrom) placed.step()).source(),
                        placed.use().word().place()));
        return Stream.concat(stage.base().stream().map(base -> new Edge(base, stage.basePlace())), copies);
    }

    private ImageDefinition image(Draft draft) {
        Combination combination = combination(draft);
        combinations.put(draft.name, combination);
        List<StageDefinition> builders = builders(draft, combination);
        Text tag = draft.tag.orElseGet(() -> defaultTag(combination));
        return new ImageDefinition(
                Formats.isImageName(draft.name) ? draft.name : "malformed",
                tag,
                draft.description,
                draft.published,
                combination.forEach(),
                combination.forAll(),
                combination.exclusions(),
                builders,
                stage(draft.main(), draft, combination),
                draft.checks,
                draft.origin);
    }

    private static Text defaultTag(Combination combination) {
        List<Text> parts = Stream.concat(
                        combination.forEach().stream().map(axis -> Text.of(Reference.of(axis))),
                        combination.forAll().stream().map(axis -> Text.of(Reference.of(axis + "." + Reference.ALL))))
                .toList();
        return parts.isEmpty() ? Text.literal("latest") : Text.join("-", parts);
    }

    /** Its own axes and those of what it starts from. */
    private Combination combination(Draft draft) {
        Combination inherited = inherited(draft);
        boolean isCertain = inherited.isCertain();
        Set<String> forEach = new LinkedHashSet<>(inherited.forEach());
        Set<String> forAll = new LinkedHashSet<>(inherited.forAll());
        List<Exclusion> exclusions = new ArrayList<>(inherited.exclusions());
        for (Word word : draft.forEach) {
            Optional<Axis> found = axis(word);
            isCertain &= found.isPresent();
            found.ifPresent(axis -> {
                forEach.add(axis.name());
                exclusions.addAll(narrowed(word, axis));
            });
        }
        for (Word word : draft.forAll) {
            Optional<Axis> found = axis(word);
            isCertain &= found.isPresent();
            found.ifPresent(axis -> {
                forAll.add(axis.name());
                if (forEach.contains(axis.name())) {
                    findings.report(
                            Rule.CONTRADICTORY_SETTINGS,
                            word.place(),
                            "image '" + draft.name + "' is made both for each and for all releases of axis '"
                                    + axis.name() + "'. Keep one of them");
                }
            });
        }
        draft.exclusions.forEach(placed -> exclusions.add(placed.exclusion()));
        checkExclusions(draft);
        Combination combination = new Combination(List.copyOf(forEach), List.copyOf(forAll), exclusions, isCertain);
        checkVariants(draft, inherited, combination);
        if (isCertain) {
            checkMeeting(draft, combination);
        }
        return combination;
    }

    private Combination inherited(Draft draft) {
        Optional<Base> base = draft.main().base();
        if (base.isEmpty()) {
            return Combination.UNKNOWN;
        }
        // What is not there yet is part of a circle.
        return base.get() instanceof Base.OfImage image
                ? combinations.getOrDefault(image.image(), Combination.UNKNOWN)
                : Combination.NONE;
    }

    /** Reported where the last variant is lost, not again for what starts from there. */
    private void checkVariants(Draft draft, Combination inherited, Combination own) {
        if (variants(own).isEmpty() && !variants(inherited).isEmpty()) {
            findings.report(
                    Rule.NO_VARIANT,
                    draft.exclusions.isEmpty()
                            ? draft.place
                            : draft.exclusions.get(draft.exclusions.size() - 1).place(),
                    "image '" + draft.name
                            + "' is made for no release at all: every variant is excluded. Exclude less");
        }
    }

    private List<Map<String, dev.slipway.model.Release>> variants(Combination combination) {
        List<Axis> varying = combination.forEach().stream()
                .flatMap(name ->
                        axes.values().stream().filter(axis -> axis.name().equals(name)))
                .toList();
        return Variants.of(varying, combination.exclusions());
    }

    private Optional<Axis> axis(Word word) {
        TypeElement type = word.type(VALUE).orElseThrow();
        Optional<Axis> axis = Optional.ofNullable(axes.get(type));
        boolean isDeclared = MoreElements.isAnnotationPresent(type, dev.slipway.dsl.Axis.class);
        if (axis.isEmpty()) {
            findings.report(
                    Rule.NOT_AN_AXIS,
                    word.place(VALUE),
                    "'" + type.getSimpleName() + "' is "
                            + (isDeclared
                                    ? "an axis of another catalogue. Declare it in package "
                                            + declarations.catalog().getQualifiedName()
                                    : "not an axis. Annotate the enum with @Axis(\"...\")"));
        }
        return axis;
    }

    private List<Exclusion> narrowed(Word forEach, Axis axis) {
        List<String> only = forEach.texts("only");
        boolean allKnown = true;
        for (String wanted : only) {
            if (axis.releases().stream().noneMatch(release -> isCalled(release, wanted))) {
                reportUnknownRelease(axis, wanted, forEach.place("only"));
                allKnown = false;
            }
        }
        if (only.isEmpty() || !allKnown) {
            return List.of();
        }
        return axis.releases().stream()
                .filter(release -> only.stream().noneMatch(wanted -> isCalled(release, wanted)))
                .map(release -> new Exclusion(new TreeMap<>(Map.of(axis.name(), release.version()))))
                .toList();
    }

    private void checkExclusions(Draft draft) {
        for (Draft.PlacedExclusion placed : draft.exclusions) {
            Place place = placed.place();
            placed.exclusion().releases().forEach((name, wanted) -> {
                Optional<Axis> axis = axes.values().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst();
                if (axis.isEmpty()) {
                    findings.report(
                            Rule.UNKNOWN_RELEASE,
                            place,
                            "@Exclude names axis '" + name + "', which does not exist."
                                    + Suggestion.didYouMean(name, axisNames()));
                } else if (axis.get().releases().stream().noneMatch(release -> isCalled(release, wanted))) {
                    reportUnknownRelease(axis.get(), wanted, place);
                }
            });
        }
    }

    private void reportUnknownRelease(Axis axis, String wanted, Place place) {
        List<String> known =
                axis.releases().stream().map(dev.slipway.model.Release::version).toList();
        findings.report(
                Rule.UNKNOWN_RELEASE,
                place,
                "axis '" + axis.name() + "' has no release '" + wanted + "': it has " + String.join(", ", known));
    }

    private static boolean isCalled(dev.slipway.model.Release release, String wanted) {
        return release.version().equals(wanted) || release.major().equals(wanted);
    }

    private List<String> axisNames() {
        return axes.values().stream().map(Axis::name).toList();
    }

    /** What is copied from, and what builder stages start from, must exist for each variant. */
    private void checkMeeting(Draft draft, Combination own) {
        neededImages(draft).forEach((name, place) -> {
            Combination other = combinations.getOrDefault(name, Combination.UNKNOWN);
            List<String> missing = other.forEach().stream()
                    .filter(axis -> !own.forEach().contains(axis))
                    .toList();
            if (!missing.isEmpty()) {
                findings.report(
                        Rule.MISMATCHED_AXES,
                        place,
                        "image '" + draft.name + "' needs image '" + name
                                + "', of which there is one for each release of axis '" + missing.get(0)
                                + "'. Add @ForEach to '" + draft.name + "'");
            } else if (!own.exclusions().containsAll(other.exclusions())) {
                findings.report(
                        Rule.MISMATCHED_AXES,
                        place,
                        "image '" + draft.name + "' needs image '" + name + "' for releases that '" + name
                                + "' leaves out. Leave them out of '" + draft.name + "' as well");
            }
        });
    }

    private StageDefinition stage(Draft.DraftStage stage, Draft draft, Combination combination) {
        checkContradictions(stage);
        List<Item> items = stage.steps().stream()
                .map(placed -> item(placed, combination))
                .collect(Collectors.toCollection(ArrayList::new));
        List<Step> steps = new ArrayList<>();
        try {
            steps.addAll(Ordering.order(
                    items, stage.orders().stream().map(Draft.PlacedOrder::order).toList()));
        } catch (OrderException e) {
            findings.report(
                    Rule.ORDER_CYCLE,
                    place(e.order(), stage),
                    "the order of " + e.order().subject(stage.name()) + " contradicts itself: " + e.getMessage()
                            + ". Take one of them out of @Order");
        }
        boolean isMain = stage.name().equals(draft.name);
        if (isMain && draft.published && !draft.description.isEmpty()) {
            steps.add(label(draft));
        }
        return new StageDefinition(stage.name(), stage.base().orElse(NOTHING), steps, stage.origin());
    }

    private static Place place(WordOrder order, Draft.DraftStage stage) {
        return stage.orders().stream()
                .filter(placed -> placed.order().equals(order))
                .map(Draft.PlacedOrder::place)
                .findFirst()
                .orElseThrow();
    }

    private static Step label(Draft draft) {
        return new Step.Label(DESCRIPTION_LABEL, Text.literal(draft.description), List.of(draft.origin));
    }

    private static Item item(Draft.Placed placed, Combination combination) {
        boolean varies = placed.step()
                .references()
                .anyMatch(
                        reference -> combination.forEach().contains(reference.root()) && !reference.spansAllReleases());
        return new Item(
                placed.step(), Phase.of(placed.step()), varies, placed.use().path());
    }

    /** Builder stages after those that they need. */
    private List<StageDefinition> builders(Draft draft, Combination combination) {
        Map<String, Draft.DraftStage> byName = new LinkedHashMap<>();
        draft.stages.stream().skip(1).forEach(stage -> byName.put(stage.name(), stage));
        Map<String, StageDefinition> ordered = new LinkedHashMap<>();
        for (Draft.DraftStage stage : byName.values()) {
            visit(stage, draft, byName, combination, ordered, new LinkedHashSet<>());
        }
        return List.copyOf(ordered.values());
    }

    private void visit(
            Draft.DraftStage stage,
            Draft draft,
            Map<String, Draft.DraftStage> byName,
            Combination combination,
            Map<String, StageDefinition> ordered,
            Set<String> path) {
        if (ordered.containsKey(stage.name())) {
            return;
        }
        if (!path.add(stage.name())) {
            List<String> circle = new ArrayList<>(path);
            circle = new ArrayList<>(circle.subList(circle.indexOf(stage.name()), circle.size()));
            circle.add(stage.name());
            findings.report(
                    Rule.STAGE_CYCLE,
                    Objects.requireNonNull(neededStages(stage).get(circle.get(1))),
                    "stages need each other in a circle: " + String.join(" -> ", circle)
                            + ". Let one of them do without the other");
            return;
        }
        neededStages(stage).keySet().stream()
                .flatMap(needed -> Optional.ofNullable(byName.get(needed)).stream())
                .forEach(needed -> visit(needed, draft, byName, combination, ordered, path));
        path.remove(stage.name());
        ordered.putIfAbsent(stage.name(), stage(stage, draft, combination));
    }

    /** Two different values where an image can have one. */
    private void checkContradictions(Draft.DraftStage stage) {
        Map<String, Draft.Placed> first = new HashMap<>();
        for (Draft.Placed placed : stage.steps()) {
            Optional<String> slot = slot(placed.step());
            if (slot.isEmpty()) {
                continue;
            }
            Draft.Placed other = first.putIfAbsent(slot.get(), placed);
            if (other != null && !content(other.step()).equals(content(placed.step()))) {
                findings.report(
                        Rule.CONTRADICTORY_SETTINGS,
                        placed.use().word().place(),
                        slot.get() + " of '" + stage.name() + "' is both '" + content(other.step()) + "' and '"
                                + content(placed.step()) + "'. Keep one of them");
            }
        }
    }

    private static Optional<String> slot(Step step) {
        if (step instanceof Step.Env env) {
            // A value that uses the variable itself, as PATH's do, adds to it.
            boolean adds = env.value().source().contains("$" + env.name())
                    || env.value().source().contains("${" + env.name());
            return adds ? Optional.empty() : Optional.of("variable '" + env.name() + "'");
        }
        return switch (Phase.of(step)) {
            case SHELL -> Optional.of("the shell");
            case USER -> Optional.of("the user");
            case WORKDIR -> Optional.of("the working folder");
            case ENTRYPOINT -> Optional.of("the entry point");
            case COMMAND -> Optional.of("the command");
            case LABELS -> Optional.of("label '" + ((Step.Label) step).name() + "'");
            case ACCOUNTS -> Optional.of("account '" + ((Step.Account) step).name() + "'");
            case REPOSITORIES,
                    PACKAGES,
                    LOCALES,
                    DOWNLOADS,
                    LIBRARIES,
                    FILES,
                    COPIES,
                    ENVIRONMENT,
                    COMMANDS,
                    PORTS,
                    VOLUMES -> Optional.empty();
        };
    }

    private static String content(Step step) {
        if (step instanceof Step.Env env) {
            return env.value().source();
        }
        if (step instanceof Step.User user) {
            return user.user().source();
        }
        if (step instanceof Step.Workdir workdir) {
            return workdir.path().source();
        }
        if (step instanceof Step.Label label) {
            return label.value().source();
        }
        if (step instanceof Step.Shell shell) {
            return String.join(" ", shell.command());
        }
        if (step instanceof Step.Entrypoint entrypoint) {
            return Text.join(" ", entrypoint.arguments()).source();
        }
        if (step instanceof Step.Command command) {
            return Text.join(" ", command.arguments()).source();
        }
        if (step instanceof Step.Account account) {
            return account.uid() + " " + account.home() + " " + account.shell() + " " + account.groups();
        }
        throw new IllegalArgumentException("no setting: " + step);
    }

    /** In a fragment, the name of an attribute means the attribute: what it hides cannot be referred to. */
    private void checkFragments(Draft draft, Family family) {
        for (TypeElement fragment : draft.fragments) {
            for (ExecutableElement attribute : ElementFilter.methodsIn(fragment.getEnclosedElements())) {
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
    }

    /** Every reference must mean something in every variant; where those are not known, some attribute of an axis. */
    private void checkReferences(Draft draft, Family family) {
        Combination combination = Objects.requireNonNull(combinations.get(draft.name));
        boolean isCertain = combination.isCertain();
        List<Map<String, dev.slipway.model.Release>> variants =
                isCertain ? variants(combination) : Variants.of(family.axes(), List.of());
        for (Scope.PlacedReference placed : draft.references) {
            if (isCertain || family.axis(placed.reference().root()).isPresent()) {
                variants.stream()
                        .map(variant -> problem(placed, new Bindings(family, variant)))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .ifPresent(problem -> findings.report(Rule.UNKNOWN_PLACEHOLDER, placed.place(), problem));
            }
        }
    }

    private static Optional<String> problem(Scope.PlacedReference placed, Bindings bindings) {
        Reference reference = placed.reference();
        Family family = bindings.family();
        boolean isKnown = family.axis(reference.root()).isPresent()
                || family.source(reference.name()).isPresent();
        if (!isKnown && !placed.attributes().isEmpty()) {
            List<String> known = Stream.of(
                            placed.attributes().stream(),
                            family.axes().stream().map(Axis::name),
                            family.sources().stream().map(NamedSource::name))
                    .flatMap(names -> names)
                    .toList();
            return Optional.of("'" + reference + "': there is no attribute, axis or source '" + reference.root() + "'."
                    + Suggestion.didYouMean(reference.root(), known));
        }
        try {
            bindings.values(reference);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Tags only show once variants have their values. */
    private void checkTags(ImageDefinition image, Family family) {
        Draft draft = Objects.requireNonNull(drafts.get(image.name()));
        Combination combination = Objects.requireNonNull(combinations.get(image.name()));
        Place place = Words.first(draft.element, dev.slipway.dsl.Image.class)
                .orElseThrow()
                .place("tag");
        Map<String, String> owners = new HashMap<>();
        for (Map<String, dev.slipway.model.Release> variant : variants(combination)) {
            String tag = BuildGraph.tag(image.tag(), new Bindings(family, variant));
            String releases = combination.forEach().stream()
                    .map(axis -> Objects.requireNonNull(variant.get(axis)).version())
                    .collect(Collectors.joining("-"));
            String owner = owners.putIfAbsent(tag, releases);
            if (owner != null) {
                findings.report(
                        Rule.DUPLICATE_TAG,
                        place,
                        "image '" + image.name() + "' has tag '" + tag + "' for both " + owner + " and " + releases
                                + ". Name every axis in it: tag = \"" + defaultTag(combination) + "\"");
                return;
            }
            if (!Formats.isTag(tag)) {
                findings.report(
                        Rule.MALFORMED_TAG,
                        place,
                        "'" + tag + "' is not a tag: at most 128 letters, digits, '_', '.' and '-', not beginning with"
                                + " '.' or '-'");
                return;
            }
        }
    }
}
