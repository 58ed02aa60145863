package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A mounted overlay: layers under each other, the changes going into the topmost.
 *
 * <p>{@code userxattr} makes root's overlays and those of a user namespace alike; {@code volatile} skips syncs, which
 * only guard against a crash of the machine, and a layer is committed after the mount is gone.
 */
public final class Overlay implements AutoCloseable {
    private static final int LONGEST_OPTIONS = 4095;

    private final Path root;

    private Overlay(Path root) {
        this.root = root;
    }

    /**
     * Mounts.
     *
     * @param lower layers, bottom first; at least one
     * @param upper an empty folder for the changes
     * @param work an empty folder on the same file system
     * @param root an empty folder to mount on
     */
    public static Overlay mount(List<Path> lower, Path upper, Path work, Path root) throws IOException {
        String options = "lowerdir=" + stacked(lower) + ",upperdir=" + upper + ",workdir=" + work
                + ",userxattr,volatile,index=off,metacopy=off";
        return mount(options, root);
    }

    /**
     * Mounts to read only.
     *
     * @param empty an empty folder: overlayfs wants two layers at least
     */
    public static Overlay mountReadOnly(List<Path> lower, Path empty, Path root) throws IOException {
        List<Path> layers = new ArrayList<>(List.of(empty));
        layers.addAll(lower);
        return mount("lowerdir=" + stacked(layers) + ",userxattr", root);
    }

    private static Overlay mount(String options, Path root) throws IOException {
        if (options.length() > LONGEST_OPTIONS) {
            throw new IOException("too many layers for one overlay: its options have " + options.length()
                    + " characters, and the kernel takes " + LONGEST_OPTIONS + ". A shorter --store helps");
        }
        Files.createDirectories(root);
        Linux.mount("overlay", "overlay", root, options);
        return new Overlay(root);
    }

    /** Where the merged files are. */
    public Path root() {
        return root;
    }

    @Override
    public void close() throws IOException {
        Linux.unmount(root);
    }

    private static String stacked(List<Path> bottomFirst) {
        List<Path> topFirst = new ArrayList<>(bottomFirst);
        Collections.reverse(topFirst);
        return topFirst.stream().map(Path::toString).collect(Collectors.joining(":"));
    }
}
