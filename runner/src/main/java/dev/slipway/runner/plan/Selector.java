package dev.slipway.runner.plan;

import dev.slipway.graph.Node;
import dev.slipway.model.Axis;
import dev.slipway.model.Release;
import dev.slipway.model.Suggestion;
import dev.slipway.runner.failure.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which images somebody means: {@code NAME}, {@code NAME:TAG} or {@code AXIS=VERSION}, or several of these with commas
 * between them for the images that fit them all.
 *
 * <p>{@code *} stands for any characters in names and tags. A version is one of the axis, or a major; so is a tag. A base
 * that is not published is meant only by its own name.
 */
record Selector(String text) {
    /**
     * The nodes that it means, at least one.
     *
     * @throws InputException if there are none, saying which part of it is wrong
     */
    List<Node> choose(Inventory inventory) {
        List<String> terms = Arrays.asList(text.split(",", -1));
        Predicate<Node> all = terms.stream()
                .map(term -> term(term, inventory))
                .reduce(Predicate::and)
                .orElseThrow();
        boolean basesToo = terms.stream().anyMatch(term -> !isPattern(term) && !term.contains("="));
        List<Node> chosen = inventory
                .nodes()
                .filter(node -> node.published() || basesToo)
                .filter(all)
                .toList();
        if (chosen.isEmpty()) {
            throw new InputException("'" + text + "' means no image. Run 'runner list' for all of them");
        }
        return chosen;
    }

    private Predicate<Node> term(String term, Inventory inventory) {
        int equals = term.indexOf('=');
        if (equals >= 0) {
            return release(term.substring(0, equals), term.substring(equals + 1), inventory);
        }
        int colon = term.indexOf(':');
        return colon < 0 ? name(term, inventory) : tag(term.substring(0, colon), term.substring(colon + 1), inventory);
    }

    private Predicate<Node> name(String name, Inventory inventory) {
        inventory.omissions().stream()
                .filter(omission -> omission.image().equals(name))
                .findFirst()
                .ifPresent(omission -> {
                    throw new InputException("image '" + name + "' is left out by the profile: " + omission.because());
                });
        if (inventory.images().stream().noneMatch(glob(name))) {
            throw new InputException("there is no image '" + name + "'."
                    + orElse(Suggestion.didYouMean(name, inventory.images()), " Run 'runner list' for all of them"));
        }
        Predicate<String> names = glob(name);
        return node -> names.test(node.image());
    }

    private Predicate<Node> tag(String name, String tag, Inventory inventory) {
        Predicate<Node> named = name(name, inventory);
        Predicate<String> tags = glob(tag);
        Predicate<Node> tagged = node ->
                tags.test(node.tag()) || node.variant().values().stream().anyMatch(tags);
        List<Node> variants = inventory.nodes().filter(named).toList();
        Predicate<Node> fits = variants.stream().anyMatch(tagged)
                ? tagged
                : node -> node.variant().values().stream().anyMatch(version -> hasMajor(version, tag));
        if (variants.stream().noneMatch(fits)) {
            List<String> known = variants.stream().map(Node::tag).distinct().toList();
            throw new InputException("'" + name + "' has no tag '" + tag + "': "
                    + known.stream().limit(20).collect(Collectors.joining(", ")) + " would be one."
                    + Suggestion.didYouMean(tag, known));
        }
        return named.and(fits);
    }

    private Predicate<Node> release(String axis, String wanted, Inventory inventory) {
        List<Axis> axes = inventory
                .axes()
                .filter(candidate -> candidate.name().equals(axis))
                .toList();
        if (axes.isEmpty()) {
            List<String> names = inventory.axes().map(Axis::name).distinct().toList();
            throw new InputException("'" + text + "': there is no axis '" + axis + "'."
                    + orElse(Suggestion.didYouMean(axis, names), " There is " + String.join(", ", names)));
        }
        List<String> versions = axes.stream()
                .flatMap(known -> known.releases().stream())
                .filter(release -> fits(release, wanted))
                .map(Release::version)
                .toList();
        if (versions.isEmpty()) {
            List<String> known = axes.stream()
                    .flatMap(candidate -> candidate.releases().stream())
                    .flatMap(release -> Stream.of(release.version()))
                    .distinct()
                    .toList();
            throw new InputException("'" + text + "': axis '" + axis + "' has no release '" + wanted + "': "
                    + String.join(", ", known) + " would be one." + Suggestion.didYouMean(wanted, known));
        }
        return node -> versions.contains(node.variant().getOrDefault(axis, ""));
    }

    private static boolean fits(Release release, String wanted) {
        return release.version().equals(wanted) || release.major().equals(wanted);
    }

    private static boolean hasMajor(String version, String wanted) {
        return new Release(version, Map.of()).major().equals(wanted);
    }

    private static boolean isPattern(String term) {
        return term.contains("*");
    }

    private static Predicate<String> glob(String pattern) {
        return Pattern.compile(
                        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                .asMatchPredicate();
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }
}
