package dev.slipway.graph;

import dev.slipway.model.Axis;
import dev.slipway.model.Family;
import dev.slipway.model.NamedSource;
import dev.slipway.model.Reference;
import dev.slipway.model.Release;
import dev.slipway.model.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values of references: {@code AXIS[.all][.ATTRIBUTE][.first|.last]} or {@code SOURCE}.
 *
 * @param variant the release of each axis that has one image a release
 */
public record Bindings(Family family, Map<String, Release> variant) {
    public Bindings {
        variant = Map.copyOf(variant);
    }

    /**
     * The value where a single text is wanted; the values of a list with spaces between them.
     *
     * @throws IllegalArgumentException if the reference means nothing here, saying why
     */
    public String value(Reference reference) {
        return String.join(" ", values(reference));
    }

    /**
     * The values, one by one.
     *
     * @throws IllegalArgumentException if the reference means nothing here, saying why
     */
    public List<String> values(Reference reference) {
        Optional<NamedSource> source = family.source(reference.name());
        if (source.isPresent()) {
            return List.of(source.get().location());
        }
        Axis axis = family.axis(reference.root()).orElseThrow(() -> unknownRoot(reference));
        List<String> parts =
                new ArrayList<>(reference.path().subList(1, reference.path().size()));
        List<Release> releases = releases(axis, parts, reference);
        Optional<String> end = end(parts);
        List<String> values = switch (parts.size()) {
            case 0 -> releases.stream().map(Release::version).toList();
            case 1 ->
                releases.stream()
                        .flatMap(release -> attribute(axis, release, parts.get(0), reference))
                        .toList();
            default ->
                throw new IllegalArgumentException(
                        "'" + reference + "': nothing stands behind '" + parts.get(0) + "' but 'first' or 'last'");
        };
        if (end.isEmpty()) {
            return values;
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("'" + reference + "': the list is empty");
        }
        return List.of(values.get(end.get().equals(Reference.FIRST) ? 0 : values.size() - 1));
    }

    /** Whether the reference may stand for more than one value, in any release. */
    public static boolean isList(Family family, Reference reference) {
        List<String> path = reference.path();
        String last = path.get(path.size() - 1);
        if (last.equals(Reference.FIRST) || last.equals(Reference.LAST)) {
            return false;
        }
        return reference.spansAllReleases()
                || family.axis(reference.root()).stream()
                        .flatMap(axis -> axis.releases().stream())
                        .map(release -> release.attributes().get(last))
                        .anyMatch(values -> values != null && values.size() != 1);
    }

    private List<Release> releases(Axis axis, List<String> parts, Reference reference) {
        if (!parts.isEmpty() && parts.get(0).equals(Reference.ALL)) {
            parts.remove(0);
            return axis.releases();
        }
        Release release = variant.get(axis.name());
        if (release == null) {
            throw new IllegalArgumentException("'" + reference + "': this image is not made for each release of axis '"
                    + axis.name() + "'. Add @ForEach, or write '{" + axis.name() + ".all"
                    + reference.name().substring(axis.name().length()) + "}' for all of them");
        }
        return List.of(release);
    }

    private static Optional<String> end(List<String> parts) {
        int last = parts.size() - 1;
        boolean isEnd = last >= 0
                && (parts.get(last).equals(Reference.FIRST) || parts.get(last).equals(Reference.LAST));
        return isEnd ? Optional.of(parts.remove(last)) : Optional.empty();
    }

    private static Stream<String> attribute(Axis axis, Release release, String name, Reference reference) {
        if (name.equals(Reference.MAJOR)) {
            return Stream.of(release.major());
        }
        if (name.equals(Reference.PLAIN)) {
            return Stream.of(release.plain());
        }
        List<String> values = release.attributes().get(name);
        if (values == null) {
            List<String> known = Stream.concat(
                            Stream.of(Reference.MAJOR, Reference.PLAIN, Reference.ALL),
                            release.attributes().keySet().stream())
                    .toList();
            boolean elsewhere = axis.releases().stream()
                    .anyMatch(other -> other.attributes().containsKey(name));
            throw new IllegalArgumentException("'" + reference + "': "
                    + (elsewhere ? "release " + release.version() + " of axis '" : "axis '") + axis.name()
                    + "' has no attribute '" + name + "'." + Suggestion.didYouMean(name, known));
        }
        return values.stream();
    }

    private IllegalArgumentException unknownRoot(Reference reference) {
        List<String> known = Stream.concat(
                        family.axes().stream().map(Axis::name),
                        family.sources().stream().map(NamedSource::name))
                .toList();
        return new IllegalArgumentException("'" + reference + "': there is no axis or source '" + reference.root()
                + "'." + Suggestion.didYouMean(reference.root(), known));
    }
}
