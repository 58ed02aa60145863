package dev.slipway.processor.discover;

import com.google.auto.common.MoreElements;
import com.google.auto.common.SuperficialValidation;
import dev.slipway.dsl.Axis;
import dev.slipway.dsl.Catalog;
import dev.slipway.dsl.CopyFrom;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.Run;
import dev.slipway.processor.diagnostic.Findings;
import dev.slipway.processor.diagnostic.Place;
import dev.slipway.processor.diagnostic.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Gathers declarations over the rounds, by name: elements do not outlive a round. */
public final class Discovery {
    private static final String IMAGE = "image";

    private final SortedSet<String> catalogs = new TreeSet<>();
    private final SortedSet<String> axes = new TreeSet<>();
    private final SortedSet<String> images = new TreeSet<>();
    private final SortedSet<String> classes = new TreeSet<>();

    /** Takes in a round, and says which declarations it brought. */
    public List<Element> add(RoundEnvironment round) {
        round.getRootElements().stream().filter(MoreElements::isType).forEach(type -> classes.add(name(type)));
        List<Element> added = new ArrayList<>();
        for (Element element : round.getElementsAnnotatedWith(Catalog.class)) {
            if (catalogs.add(MoreElements.asPackage(element).getQualifiedName().toString())) {
                added.add(element);
            }
        }
        for (Element element : round.getElementsAnnotatedWith(Axis.class)) {
            if (axes.add(name(element))) {
                added.add(element);
            }
        }
        for (Element element : round.getElementsAnnotatedWith(Image.class)) {
            if (images.add(name(element))) {
                added.add(element);
            }
        }
        return added;
    }

    public boolean isEmpty() {
        return catalogs.isEmpty() && images.isEmpty();
    }

    /** Whether every declaration's types are there; those that another processor is to generate may not be yet. */
    public boolean isComplete(Elements elements) {
        List<TypeElement> types = types(axes, elements);
        types.addAll(types(images, elements));
        return types.stream().allMatch(Discovery::isComplete);
    }

    /** Leaves out what names types that do not exist, which the compiler reports, and the images that need that. */
    public void dropIncomplete(Elements elements) {
        boolean lacksAxis = types(axes, elements).stream().anyMatch(axis -> !isComplete(axis));
        Set<String> dropped = new HashSet<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (TypeElement image : types(images, elements)) {
                if (lacksAxis || !isComplete(image) || needs(image, dropped)) {
                    changed |= dropped.add(name(image));
                }
            }
        }
        images.removeAll(dropped);
        axes.removeIf(
                axis -> types(new TreeSet<>(Set.of(axis)), elements).stream().anyMatch(type -> !isComplete(type)));
    }

    private static boolean needs(TypeElement image, Set<String> dropped) {
        return Words.of(image).stream()
                .flatMap(Discovery::naming)
                .flatMap(word -> word.type(IMAGE).stream())
                .anyMatch(needed -> dropped.contains(name(needed)));
    }

    /** The annotations in which one names images and stages: itself, or those in it. */
    private static Stream<Word> naming(Word word) {
        if (word.is(Run.class)) {
            return word.words("binds").stream();
        }
        return word.is(From.class) || word.is(CopyFrom.class) ? Stream.of(word) : Stream.empty();
    }

    private static boolean isComplete(TypeElement type) {
        return isComplete(type, new HashSet<>());
    }

    /** With its fragments and the stages that it names. */
    private static boolean isComplete(TypeElement type, Set<TypeElement> seen) {
        if (!seen.add(type)) {
            return true;
        }
        if (!SuperficialValidation.validateElement(type)) {
            return false;
        }
        for (Word word : Words.of(type)) {
            boolean isFragment = MoreElements.isAnnotationPresent(word.type(), Fragment.class);
            Stream<TypeElement> stages = naming(word).flatMap(naming -> naming.types("stage").stream());
            if ((isFragment && !isComplete(word.type(), seen)) || !stages.allMatch(stage -> isComplete(stage, seen))) {
                return false;
            }
        }
        return true;
    }

    /** The declarations of each catalogue; what is written on other types is reported. */
    public List<Declarations> declarations(Elements elements, Findings findings) {
        types(classes, elements).forEach(type -> Strays.report(type, findings));
        Map<String, Declarations> found = new TreeMap<>();
        for (String name : catalogs) {
            PackageElement catalog = elements.getPackageElement(name);
            found.put(
                    name,
                    new Declarations(catalog, in(name, axes, elements), in(name, images, elements), classesIn(name)));
        }
        for (TypeElement image : types(images, elements)) {
            String declaredIn = packageOf(image, elements);
            if (!found.containsKey(declaredIn)) {
                findings.report(
                        Rule.NO_CATALOG,
                        Place.of(image),
                        "image '" + image.getSimpleName() + "' is in package " + declaredIn
                                + ", which is no catalogue: add @Catalog(repository = \"...\") to its package-info.java");
            }
        }
        return new ArrayList<>(found.values());
    }

    private Set<String> classesIn(String catalog) {
        return classes.stream()
                .filter(name -> name.lastIndexOf('.') == catalog.length() && name.startsWith(catalog))
                .map(name -> name.substring(catalog.length() + 1))
                .collect(Collectors.toSet());
    }

    private static List<TypeElement> in(String catalog, SortedSet<String> names, Elements elements) {
        return types(names, elements).stream()
                .filter(type -> packageOf(type, elements).equals(catalog))
                .toList();
    }

    private static List<TypeElement> types(SortedSet<String> names, Elements elements) {
        List<TypeElement> types = new ArrayList<>();
        for (String name : names) {
            TypeElement type = elements.getTypeElement(name);
            if (type != null) {
                types.add(type);
            }
        }
        return types;
    }

    private static String packageOf(Element element, Elements elements) {
        return elements.getPackageOf(element).getQualifiedName().toString();
    }

    private static String name(Element element) {
        if (element.getKind() == ElementKind.PACKAGE) {
            throw new IllegalArgumentException(element + " is no type");
        }
        return MoreElements.asType(element).getQualifiedName().toString();
    }
}
