package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folders among an overlay's changes that are as they are in the layers below: the kernel puts them there as soon as
 * something is made in them, and they stay when it is gone again, as mount points are.
 */
record UntouchedFolders(Path upper, List<Path> lowerTopFirst) {
    private static final String OVERLAY_ATTRIBUTE = "user.overlay.";
    private static final String OPAQUE_ATTRIBUTE = "user.overlay.opaque";
    private static final String IDENTITY = "unix:mode,uid,gid,lastModifiedTime";

    /** Takes them away; the mount must be gone. */
    void remove() throws IOException {
        removeIn(upper, lowerTopFirst);
    }

    private static void removeIn(Path folder, List<Path> below) throws IOException {
        FileTime time = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS);
        boolean removed = false;
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    removed |= removeFolder(child, below);
                }
            }
        }
        if (removed) {
            Linux.setModified(folder, time.toInstant());
        }
    }

    private static boolean removeFolder(Path folder, List<Path> belowParent) throws IOException {
        if (isOpaque(folder)) {
            return false;
        }
        List<Path> below = below(folder.getFileName(), belowParent);
        if (below.isEmpty()) {
            return false;
        }
        removeIn(folder, below);
        if (isEmpty(folder) && isLike(folder, below.get(0))) {
            Files.delete(folder);
            return true;
        }
        return false;
    }

    /** The folders that an overlay would merge under that name, as overlayfs does: down to what is none, or opaque. */
    private static List<Path> below(Path name, List<Path> parents) throws IOException {
        List<Path> below = new ArrayList<>();
        for (Path parent : parents) {
            Path folder = parent.resolve(name);
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return below;
            }
            below.add(folder);
            if (isOpaque(folder)) {
                return below;
            }
        }
        return below;
    }

    private static boolean isLike(Path folder, Path other) throws IOException {
        return identity(folder).equals(identity(other)) && attributes(folder).equals(attributes(other));
    }

    private static Map<String, Object> identity(Path folder) throws IOException {
        return Files.readAttributes(folder, IDENTITY, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<String> attributes(Path folder) throws IOException {
        List<String> attributes = new ArrayList<>();
        for (String name : Linux.attributes(folder)) {
            if (!name.startsWith(OVERLAY_ATTRIBUTE)) {
                Optional<byte[]> value = Linux.attribute(folder, name);
                attributes.add(name + "=" + value.map(Arrays::toString).orElse(""));
            }
        }
        attributes.sort(String::compareTo);
        return attributes;
    }

    private static boolean isOpaque(Path folder) throws IOException {
        return Linux.attribute(folder, OPAQUE_ATTRIBUTE).isPresent();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            return !children.iterator().hasNext();
        }
    }
}
