package dev.slipway.model;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A name in braces that stands for a value: {@code {pg}}, {@code {pg.major}}, {@code {pg.all}}, {@code {pgdg-archive}}.
 *
 * @param path the names between the dots, at least one: first the axis, source or fragment attribute, then its parts
 */
public record Reference(List<String> path) implements Comparable<Reference> {
    /** Every release of the axis instead of this variant's own: {@code {pg.all}}. */
    public static final String ALL = "all";
    /** The first value of a list: {@code {pg.citus.first}}. */
    public static final String FIRST = "first";
    /** The last value of a list: {@code {pg.citus.last}}. */
    public static final String LAST = "last";
    /** The leading number of a release: {@code {pg.major}} of 16.13 is 16. */
    public static final String MAJOR = "major";
    /** A release as its authors write it, without the tilde of a pre-release: {@code {pg.plain}} of 18~beta1 is 18beta1. */
    public static final String PLAIN = "plain";

    /** What stands behind an axis for every release, and so names no further attribute. */
    private static final Set<String> RESERVED = Set.of(ALL, FIRST, LAST, MAJOR, PLAIN);

    public Reference {
        path = List.copyOf(path);
        if (path.isEmpty() || path.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("a reference needs a name: " + path);
        }
    }

    /** Whether a name behind an axis means something for every release: {@code major}. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** The reference written {@code name} between braces, dots separating its parts. */
    public static Reference of(String name) {
        return new Reference(List.of(name.split("\\.", -1)));
    }

    /** The axis, source or fragment attribute that this refers to. */
    public String root() {
        return path.get(0);
    }

    /** As written between the braces: {@code pg.citus.last}. */
    public String name() {
        return String.join(".", path);
    }

    /** The build argument that carries this value in a Dockerfile: {@code PG_CITUS_LAST}. */
    public String argument() {
        return name().replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** True where the value is the same in all variants: {@code {pg.all}}. */
    public boolean spansAllReleases() {
        return path.size() > 1 && path.get(1).equals(ALL);
    }

    @Override
    public int compareTo(Reference other) {
        return name().compareTo(other.name());
    }

    @Override
    public String toString() {
        return "{" + name() + "}";
    }
}
