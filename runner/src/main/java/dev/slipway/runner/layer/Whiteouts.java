package dev.slipway.runner.layer;

import dev.slipway.runner.sandbox.Linux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The two ways to say that a layer takes something away: names with {@code .wh.} in a layer's archive (OCI image
 * specification, "Whiteouts"), and device 0/0 or an attribute in an overlay's folder (the kernel's overlayfs page).
 */
final class Whiteouts {
    static final String PREFIX = ".wh.";
    static final String OPAQUE = ".wh..wh..opq";

    private static final String OPAQUE_ATTRIBUTE = "user.overlay.opaque";
    private static final byte[] YES = {'y'};

    private Whiteouts() {}

    static boolean isOverlayAttribute(String name) {
        return name.startsWith("user.overlay.") || name.startsWith("trusted.overlay.");
    }

    static boolean isOpaque(Path folder) throws IOException {
        return Linux.attribute(folder, OPAQUE_ATTRIBUTE).isPresent();
    }

    static void makeOpaque(Path folder) throws IOException {
        Linux.setAttribute(folder, OPAQUE_ATTRIBUTE, YES);
    }

    static boolean isWhiteout(Inode inode) {
        return inode.kind() == FileKind.CHARACTER_DEVICE && inode.device() == 0;
    }

    static void makeWhiteout(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Linux.makeNode(path, FileKind.CHARACTER_DEVICE.bits(), 0);
    }
}
