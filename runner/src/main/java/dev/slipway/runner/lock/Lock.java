package dev.slipway.runner.lock;

import dev.slipway.runner.profile.BaseRecipe;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was resolved when a family was locked. Each part is by names, in their order.
 *
 * @param bases digests of external images by the reference that they are pulled by: {@link #DIGEST} is what it stands
 *     for, and those of an index have one more for each platform
 * @param git commits, by {@code URL#REF}
 * @param made versions of all packages in a base that is made from Debian's archive, by the reference that definitions use
 * @param packages versions of Debian packages, by the step that installs them as {@link InstallSteps} calls it
 */
public record Lock(
        SortedMap<String, SortedMap<String, String>> bases,
        SortedMap<String, String> git,
        SortedMap<String, SortedMap<String, String>> made,
        SortedMap<String, SortedMap<String, String>> packages) {
    /** What a reference stands for: the digest of an image, or of an index of several. */
    public static final String DIGEST = "digest";

    /** Stands for the version of a package that others provide. */
    public static final String VIRTUAL = "virtual";

    public static final Lock EMPTY = new Lock(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    public Lock {
        bases = copy(bases);
        git = Collections.unmodifiableSortedMap(new TreeMap<>(git));
        made = copy(made);
        packages = copy(packages);
    }

    private static SortedMap<String, SortedMap<String, String>> copy(Map<String, SortedMap<String, String>> sections) {
        SortedMap<String, SortedMap<String, String>> copy = new TreeMap<>();
        sections.forEach((name, section) -> copy.put(name, Collections.unmodifiableSortedMap(new TreeMap<>(section))));
        return Collections.unmodifiableSortedMap(copy);
    }

    public boolean isEmpty() {
        return equals(EMPTY);
    }

    /** What a git source is called. */
    public static String gitName(String url, String ref) {
        return url + "#" + ref;
    }

    /** The versions that a step installs; none if it is not locked. */
    public SortedMap<String, String> packagesOf(String step) {
        return packages.getOrDefault(step, new TreeMap<>());
    }

    /** The versions of all packages in a base that is made; none if it is not locked. */
    public SortedMap<String, String> madeOf(String base) {
        return made.getOrDefault(base, new TreeMap<>());
    }

    /** Whether all that a base is made of is locked: its recipe may name more since. */
    public boolean holds(String base, BaseRecipe.Debootstrapped recipe) {
        Set<String> locked = madeOf(base).keySet();
        return !locked.isEmpty() && InstallSteps.named(recipe).allMatch(locked::contains);
    }

    /** What can be moved by its name: bases, git sources, with their ref or without, and packages. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(bases.keySet());
        git.keySet().forEach(name -> names.addAll(Set.of(name, url(name))));
        names.addAll(made.keySet());
        made.values().forEach(versions -> names.addAll(versions.keySet()));
        packages.values().forEach(versions -> names.addAll(versions.keySet()));
        return names;
    }

    private static String url(String gitName) {
        return gitName.substring(0, gitName.lastIndexOf('#'));
    }

    /** Without all entries of these names. */
    public Lock without(Collection<String> names) {
        Set<String> gone = new HashSet<>(names);
        SortedMap<String, SortedMap<String, String>> otherBases = new TreeMap<>(bases);
        otherBases.keySet().removeAll(gone);
        SortedMap<String, String> otherGit = new TreeMap<>(git);
        otherGit.keySet().removeIf(name -> gone.contains(name) || gone.contains(url(name)));
        SortedMap<String, SortedMap<String, String>> otherMade = new TreeMap<>(made);
        otherMade.keySet().removeAll(gone);
        return new Lock(otherBases, otherGit, without(otherMade, gone), without(packages, gone));
    }

    private static SortedMap<String, SortedMap<String, String>> without(
            SortedMap<String, SortedMap<String, String>> sections, Set<String> gone) {
        SortedMap<String, SortedMap<String, String>> others = new TreeMap<>();
        sections.forEach((name, section) -> {
            SortedMap<String, String> other = new TreeMap<>(section);
            other.keySet().removeAll(gone);
            others.put(name, other);
        });
        return others;
    }

    /** This one, with what another has in the place of what both have. */
    public Lock with(Lock other) {
        SortedMap<String, String> allGit = new TreeMap<>(git);
        allGit.putAll(other.git);
        return new Lock(with(bases, other.bases), allGit, with(made, other.made), with(packages, other.packages));
    }

    private static SortedMap<String, SortedMap<String, String>> with(
            SortedMap<String, SortedMap<String, String>> sections,
            SortedMap<String, SortedMap<String, String>> others) {
        SortedMap<String, SortedMap<String, String>> all = new TreeMap<>(sections);
        all.putAll(others);
        return all;
    }

    /** Without what none of these uses. */
    public Lock only(Uses uses) {
        SortedMap<String, SortedMap<String, String>> otherBases = new TreeMap<>(bases);
        otherBases.keySet().retainAll(uses.bases());
        SortedMap<String, String> otherGit = new TreeMap<>(git);
        otherGit.keySet().retainAll(uses.git());
        SortedMap<String, SortedMap<String, String>> otherMade = new TreeMap<>(made);
        otherMade.keySet().retainAll(uses.made());
        SortedMap<String, SortedMap<String, String>> otherPackages = new TreeMap<>(packages);
        otherPackages.keySet().retainAll(uses.installs());
        return new Lock(otherBases, otherGit, otherMade, otherPackages);
    }

    /** Without what some of these use. */
    public Lock outside(Uses uses) {
        SortedMap<String, SortedMap<String, String>> otherBases = new TreeMap<>(bases);
        otherBases.keySet().removeAll(uses.bases());
        SortedMap<String, String> otherGit = new TreeMap<>(git);
        otherGit.keySet().removeAll(uses.git());
        SortedMap<String, SortedMap<String, String>> otherMade = new TreeMap<>(made);
        otherMade.keySet().removeAll(uses.made());
        SortedMap<String, SortedMap<String, String>> otherPackages = new TreeMap<>(packages);
        otherPackages.keySet().removeAll(uses.installs());
        return new Lock(otherBases, otherGit, otherMade, otherPackages);
    }

    /** The names of entries that none of these uses. */
    public SortedSet<String> stale(Uses uses) {
        Lock used = only(uses);
        SortedSet<String> stale = new TreeSet<>();
        stale.addAll(difference(bases.keySet(), used.bases.keySet()));
        stale.addAll(difference(git.keySet(), used.git.keySet()));
        stale.addAll(difference(made.keySet(), used.made.keySet()));
        stale.addAll(difference(packages.keySet(), used.packages.keySet()));
        return stale;
    }

    private static Set<String> difference(Set<String> all, Set<String> some) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
