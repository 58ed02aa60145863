package dev.slipway.runner.layer;

import dev.slipway.runner.sandbox.Linux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The two ways to say that a layer takes something away: names with {@code .wh.} in a layer's archive (OCI image
 * specification, "Whiteouts"), and device 0/0 or an attribute in an overlay's folder (the kernel's overlayfs page).
 */
final class Whiteouts {
    static final String PREFIX = ".wh.";
    static final String OPAQUE = ".wh..wh..opq";

    /** Starts the names of files that AUFS kept for itself; no overlay has a use for them. */
    static final String INTERNAL = ".wh..wh.";

    private static final String OPAQUE_ATTRIBUTE = "user.overlay.opaque";
    private static final String OPAQUE_ATTRIBUTE_OF_ROOT = "trusted.overlay.opaque";
    private static final byte[] YES = {'y'};

    private Whiteouts() {}

    /**
     * Makes sure that a file's name says nothing else.
     *
     * @param path with slashes
     * @throws LayerException if it does, since in an archive it would take another file away
     */
    static void checkName(String path) throws LayerException {
        if (path.startsWith(PREFIX, path.lastIndexOf('/') + 1)) {
            throw LayerException.of(path, "cannot be in a layer: a name that starts with " + PREFIX + " takes away");
        }
    }

    static boolean isOverlayAttribute(String name) {
        return name.startsWith("user.overlay.") || name.startsWith("trusted.overlay.");
    }

    static boolean isOpaque(Path folder) throws IOException {
        return says(folder, OPAQUE_ATTRIBUTE) || says(folder, OPAQUE_ATTRIBUTE_OF_ROOT);
    }

    static void makeOpaque(Path folder) throws IOException {
        Linux.setAttribute(folder, OPAQUE_ATTRIBUTE, YES);
    }

    static boolean isWhiteout(Path path) throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && isWhiteout(Inode.of(path));
    }

    static boolean isWhiteout(Inode inode) {
        return inode.kind() == FileKind.CHARACTER_DEVICE && inode.device() == 0;
    }

    /**
     * Takes away what the layers below have by that name. What this layer itself has there stays, in whatever order the
     * archive has the two; a folder is then all there is of it.
     */
    static void takeAway(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            makeOpaque(path);
        } else if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Linux.makeNode(path, FileKind.CHARACTER_DEVICE.bits(), 0);
        }
    }

    private static boolean says(Path folder, String attribute) throws IOException {
        return Linux.attribute(folder, attribute)
                .filter(value -> Arrays.equals(value, YES))
                .isPresent();
    }
}
