package dev.slipway.runner.layer;

import dev.slipway.runner.sandbox.Linux;
import dev.slipway.runner.sandbox.RawName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Says in which files two layers differ, so that people can find out why a step does not make the same one twice. */
public final class LayerDifference {
    private final List<String> found = new ArrayList<>();

    private LayerDifference() {}

    /**
     * The differences, in the order of paths: {@code /var/log/app.log: content}.
     *
     * @param one the folder of a layer, as an overlay has it
     */
    public static List<String> between(Path one, Path other) throws IOException {
        LayerDifference difference = new LayerDifference();
        difference.children(one, other, "/");
        return List.copyOf(difference.found);
    }

    private void children(Path one, Path other, String prefix) throws IOException {
        Map<String, Path> first = byName(one);
        Map<String, Path> second = byName(other);
        TreeSet<String> names = new TreeSet<>(first.keySet());
        names.addAll(second.keySet());
        for (String name : names) {
            Path here = first.get(name);
            Path there = second.get(name);
            if (here == null || there == null) {
                add(prefix + name, "there only one of two times");
            } else {
                entries(here, there, prefix + name);
            }
        }
    }

    private static Map<String, Path> byName(Path folder) throws IOException {
        Map<String, Path> children = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.forEach(entry -> children.put(RawName.of(entry), entry));
        }
        return children;
    }

    private void entries(Path one, Path other, String name) throws IOException {
        Map<String, Object> first = properties(one);
        Map<String, Object> second = properties(other);
        List<String> different = new ArrayList<>();
        for (Map.Entry<String, Object> property : first.entrySet()) {
            if (!Objects.equals(property.getValue(), second.get(property.getKey()))) {
                different.add(property.getKey());
            }
        }
        boolean files = is(one, FileKind.FILE) && is(other, FileKind.FILE);
        if (files && Files.mismatch(one, other) >= 0) {
            different.add("content");
        }
        if (!different.isEmpty()) {
            add(name, String.join(", ", different));
        }
        if (is(one, FileKind.FOLDER) && is(other, FileKind.FOLDER)) {
            children(one, other, name + "/");
        }
    }

    private static boolean is(Path path, FileKind kind) throws IOException {
        return Inode.of(path).kind() == kind;
    }

    /** What an archive has of a file besides its content, by the words that people use. */
    private static Map<String, Object> properties(Path path) throws IOException {
        Inode inode = Inode.of(path);
        if (Whiteouts.isWhiteout(inode)) {
            // An overlay makes all of its whiteouts links of one file, whose number says nothing.
            return Map.of("type", Whiteouts.PREFIX);
        }
        boolean folder = inode.kind() == FileKind.FOLDER;
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", inode.kind());
        properties.put("opaque", folder && Whiteouts.isOpaque(path));
        properties.put("mode", inode.permissions());
        properties.put("owner", List.of(inode.user(), inode.group()));
        properties.put("time", inode.modified().getEpochSecond());
        properties.put("links", folder ? 0 : inode.links());
        properties.put("device", inode.device());
        properties.put("target", inode.kind() == FileKind.LINK ? Linux.linkTarget(path) : "");
        properties.put("attributes", Attributes.of(path));
        return properties;
    }

    private void add(String rawName, String what) {
        found.add(RawName.toText(rawName) + ": " + what);
    }
}
