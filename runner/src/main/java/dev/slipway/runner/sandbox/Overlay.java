package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * A mounted overlay: layers under each other, the changes going into the topmost.
 *
 * <p>{@code userxattr} makes root's overlays and those of a user namespace alike; {@code volatile} skips syncs, which
 * only guard against a crash of the machine, and a layer is committed after the mount is gone. Device nodes are files
 * like others there: nothing can be done with the devices.
 */
public final class Overlay implements AutoCloseable {
    private static final int LONGEST_OPTIONS = 4095;
    private static final String SPECIAL = ":,\\";
    private static final int ROOT_MODE = 0755;

    private final Path root;
    private final Optional<Changes> changes;
    private final AtomicBoolean mounted = new AtomicBoolean(true);

    /** What a command has changed. */
    private record Changes(Path upper, UntouchedFolders untouched) {
        void tidy() throws IOException {
            untouched.remove();
            resetRoot(upper);
        }
    }

    private Overlay(Path root, Optional<Changes> changes) {
        this.root = root;
        this.changes = changes;
    }

    /**
     * Mounts. When the overlay is closed, {@code upper} holds what has changed, without folders that only look so.
     *
     * @param lower layers, bottom first; at least one
     * @param upper an empty folder for the changes
     * @param work an empty folder on the same file system
     * @param root an empty folder to mount on
     */
    public static Overlay mount(List<Path> lower, Path upper, Path work, Path root) throws IOException {
        resetRoot(upper);
        List<Path> topFirst = reversed(lower);
        mount(topFirst, List.of(upper, work), root);
        return new Overlay(root, Optional.of(new Changes(upper, new UntouchedFolders(upper, topFirst))));
    }

    /**
     * It is what a command sees as "/". No archive of a layer has it, so it is the same for every command, whatever mask
     * this process makes folders with and whatever a command before has made of it.
     */
    private static void resetRoot(Path upper) throws IOException {
        Files.setAttribute(upper, "unix:mode", ROOT_MODE);
        Files.setAttribute(upper, "unix:uid", 0);
        Files.setAttribute(upper, "unix:gid", 0);
    }

    /**
     * Mounts to read only.
     *
     * @param empty an empty folder: overlayfs wants two layers at least
     */
    public static Overlay mountReadOnly(List<Path> lower, Path empty, Path root) throws IOException {
        List<Path> topFirst = reversed(lower);
        topFirst.add(empty);
        mount(topFirst, List.of(), root);
        return new Overlay(root, Optional.empty());
    }

    private static void mount(List<Path> lower, List<Path> upperAndWork, Path root) throws IOException {
        Files.createDirectories(root);
        String options = options(lower, upperAndWork);
        boolean special = lower.stream().anyMatch(Overlay::isSpecial)
                || upperAndWork.stream().anyMatch(Overlay::isSpecial);
        if (options.length() > LONGEST_OPTIONS || special) {
            mountByShortNames(lower, upperAndWork, root);
        } else {
            Linux.mount("overlay", root, Linux.NO_DEVICES, options);
        }
    }

    /** Links stand for the folders while the kernel looks them up: its options have no room for many long names. */
    private static void mountByShortNames(List<Path> lower, List<Path> upperAndWork, Path root) throws IOException {
        Path names = Files.createTempDirectory("o");
        List<Path> links = new ArrayList<>();
        try {
            for (Path folder : lower) {
                links.add(link(names, links.size(), folder));
            }
            for (Path folder : upperAndWork) {
                links.add(link(names, links.size(), folder));
            }
            String options = options(links.subList(0, lower.size()), links.subList(lower.size(), links.size()));
            if (options.length() > LONGEST_OPTIONS) {
                throw new IOException(lower.size() + " layers are too many for one overlay");
            }
            Linux.mount("overlay", root, Linux.NO_DEVICES, options);
        } finally {
            for (Path link : links) {
                Files.delete(link);
            }
            Files.delete(names);
        }
    }

    private static Path link(Path names, int number, Path folder) throws IOException {
        return Files.createSymbolicLink(
                names.resolve(Integer.toString(number, Character.MAX_RADIX)), folder.toAbsolutePath());
    }

    private static String options(List<Path> lower, List<Path> upperAndWork) {
        String layers = lower.stream().map(Path::toString).collect(Collectors.joining(":"));
        return upperAndWork.isEmpty()
                ? "lowerdir=" + layers + ",userxattr"
                : "lowerdir=" + layers + ",upperdir=" + upperAndWork.get(0) + ",workdir=" + upperAndWork.get(1)
                        + ",userxattr,volatile,index=off,metacopy=off";
    }

    private static boolean isSpecial(Path path) {
        return path.toString().chars().anyMatch(character -> SPECIAL.indexOf(character) >= 0);
    }

    /** Overlayfs takes no folder twice. Where a layer comes again, it says over all below what it said there. */
    private static List<Path> reversed(List<Path> bottomFirst) {
        List<Path> topFirst = new ArrayList<>(bottomFirst);
        Collections.reverse(topFirst);
        return new ArrayList<>(new LinkedHashSet<>(topFirst));
    }

    /** Where the merged files are. */
    public Path root() {
        return root;
    }

    @Override
    public void close() throws IOException {
        if (!mounted.compareAndSet(true, false)) {
            return;
        }
        Linux.unmount(root);
        if (changes.isPresent()) {
            changes.get().tidy();
        }
    }
}
