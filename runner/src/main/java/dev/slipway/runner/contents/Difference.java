package dev.slipway.runner.contents;

import dev.slipway.runner.packages.InstalledPackage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How one image differs from another.
 *
 * @param packages in order of their kinds and names
 * @param files in order of their paths
 * @param before how many bytes all files of the one image have, unpacked
 * @param after those of the other
 */
public record Difference(List<PackageChange> packages, List<FileChange> files, long before, long after) {
    public Difference {
        packages = List.copyOf(packages);
        files = List.copyOf(files);
    }

    /** What became of something. */
    public enum How {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * Of packages of one name.
     *
     * @param before the version, or several with commas between; empty if there was none
     * @param after those that are there now
     */
    public record PackageChange(InstalledPackage.Kind kind, String name, String before, String after) {
        /** What became of it. */
        public How how() {
            return before.isEmpty() ? How.ADDED : after.isEmpty() ? How.REMOVED : How.CHANGED;
        }
    }

    /**
     * Of a file: of its content, kind, mode or owner.
     *
     * @param before its size; empty if there was none
     * @param after that which it has now
     */
    public record FileChange(String path, Optional<Long> before, Optional<Long> after) {
        /** What became of it. */
        public How how() {
            return before.isEmpty() ? How.ADDED : after.isEmpty() ? How.REMOVED : How.CHANGED;
        }

        /** The larger of its two sizes. */
        public long size() {
            return Math.max(before.orElse(0L), after.orElse(0L));
        }
    }

    /** What it takes to make of the one image the other. */
    public static Difference of(ImageContents before, ImageContents after) {
        return new Difference(packages(before, after), files(before, after), before.size(), after.size());
    }

    private record Name(InstalledPackage.Kind kind, String name) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            return Comparator.comparing(Name::kind).thenComparing(Name::name).compare(this, other);
        }
    }

    private static List<PackageChange> packages(ImageContents before, ImageContents after) {
        SortedMap<Name, String> old = versions(before);
        SortedMap<Name, String> now = versions(after);
        List<PackageChange> changes = new ArrayList<>();
        for (Name name : union(old, now)) {
            PackageChange change =
                    new PackageChange(name.kind(), name.name(), old.getOrDefault(name, ""), now.getOrDefault(name, ""));
            if (!change.before().equals(change.after())) {
                changes.add(change);
            }
        }
        return changes;
    }

    private static SortedMap<Name, String> versions(ImageContents image) {
        SortedMap<Name, SortedSet<String>> versions = new TreeMap<>();
        for (InstalledPackage each : image.packages().packages()) {
            versions.computeIfAbsent(new Name(each.kind(), each.name()), absent -> new TreeSet<>())
                    .add(each.version());
        }
        SortedMap<Name, String> joined = new TreeMap<>();
        versions.forEach((name, all) -> joined.put(name, String.join(", ", all)));
        return joined;
    }

    private static List<FileChange> files(ImageContents before, ImageContents after) {
        List<FileChange> changes = new ArrayList<>();
        for (String path : union(before.files(), after.files())) {
            Optional<FileState> old = Optional.ofNullable(before.files().get(path));
            Optional<FileState> now = Optional.ofNullable(after.files().get(path));
            if (!old.equals(now)) {
                changes.add(new FileChange(path, old.map(FileState::size), now.map(FileState::size)));
            }
        }
        return changes;
    }

    private static <K> SortedSet<K> union(SortedMap<K, ?> one, SortedMap<K, ?> other) {
        SortedSet<K> union = new TreeSet<>(one.keySet());
        union.addAll(other.keySet());
        return union;
    }
}
