package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files and folders that exist only to mount something on; taken away again, so that no layer has them. */
final class MountPoints {
    private final RootFolder root;
    /** The latest, which are the deepest, first. */
    private final Deque<Path> made = new ArrayDeque<>();

    private final Map<Path, FileTime> timesBefore = new LinkedHashMap<>();
    private final Map<Path, FileTime> timesAfter = new LinkedHashMap<>();

    private MountPoints(RootFolder root) {
        this.root = root;
    }

    /**
     * Makes what is not there.
     *
     * @param targets paths in the root, with whether to mount a folder there
     */
    static MountPoints prepare(RootFolder root, Map<String, Boolean> targets) throws IOException {
        MountPoints points = new MountPoints(root);
        try {
            for (Map.Entry<String, Boolean> target : targets.entrySet()) {
                points.make(root.resolve(target.getKey()), target.getValue());
            }
        } catch (IOException | RuntimeException e) {
            points.remove();
            throw e;
        }
        for (Path parent : points.timesBefore.keySet()) {
            points.timesAfter.put(parent, time(parent));
        }
        return points;
    }

    private void make(Path place, boolean folder) throws IOException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) || place.equals(root.path())) {
            return;
        }
        Path parent = place.resolveSibling(".").normalize();
        make(parent, true);
        if (!made.contains(parent) && !timesBefore.containsKey(parent)) {
            timesBefore.put(parent, time(parent));
        }
        made.push(folder ? Files.createDirectory(place) : Files.createFile(place));
        Files.setAttribute(place, "unix:mode", folder ? 0755 : 0644);
    }

    /** What the command has put something into stays; a folder that it left alone gets its time back. */
    void remove() throws IOException {
        Map<Path, Boolean> leftAlone = new LinkedHashMap<>();
        for (Path parent : timesBefore.keySet()) {
            leftAlone.put(
                    parent,
                    Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)
                            && time(parent).equals(timesAfter.get(parent)));
        }
        for (Path path : made) {
            if (isEmpty(path)) {
                Files.delete(path);
            }
        }
        for (Map.Entry<Path, FileTime> before : timesBefore.entrySet()) {
            if (Boolean.TRUE.equals(leftAlone.get(before.getKey()))) {
                Linux.setModified(before.getKey(), before.getValue().toInstant());
            }
        }
    }

    private static FileTime time(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isEmpty(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) == 0;
        }
        try (var entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }
}
