package dev.slipway.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One value of an axis.
 *
 * @param version what {@code {pg}} stands for: {@code 16.13}, {@code 18~beta1}
 * @param attributes what {@code {pg.NAME}} stands for, by name; a value is a list, often of one
 */
public record Release(String version, SortedMap<String, List<String>> attributes) {
    /** Letters and digits first, then what Debian versions and image tags both know, and {@code ~} before a pre-release. */
    private static final Pattern VERSION =
            Pattern.compile("(?<major>[0-9]+|[A-Za-z][A-Za-z0-9_]*)(?:[.~+_-]?[A-Za-z0-9]+)*");

    public Release {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("'" + version + "' is not a version such as 16.13 or 18~beta1");
        }
        SortedMap<String, List<String>> copy = new TreeMap<>();
        attributes.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        attributes = Collections.unmodifiableSortedMap(copy);
    }

    public Release(String version, Map<String, List<String>> attributes) {
        this(version, new TreeMap<>(attributes));
    }

    /** Without the tilde of a pre-release: 18beta1 of 18~beta1. */
    public String plain() {
        return version.replace("~", "");
    }

    /** The leading number, or the whole name of a release that is a word: 16 of 16.13, bookworm of bookworm. */
    public String major() {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches() ? matcher.group("major") : version;
    }
}
