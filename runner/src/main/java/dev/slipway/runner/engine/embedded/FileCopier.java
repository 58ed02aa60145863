package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.layer.FileKind;
import dev.slipway.runner.layer.Inode;
import dev.slipway.runner.sandbox.Accounts.Owner;
import dev.slipway.runner.sandbox.Linux;
import dev.slipway.runner.sandbox.RawName;
import dev.slipway.runner.sandbox.RootFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies files into an image as BuildKit's {@code COPY} does. The contents of a folder go into the target; anything else
 * goes under the target's name or, where that is a folder or ends with a slash, into it. Links on the way to the target
 * are followed, those in a folder are copied. The target itself, and what has to be made above it, is a new folder; what
 * is there keeps its owner and mode, while folders below it become like their originals.
 */
final class FileCopier {
    private static final int FOLDER_MODE = 0755;
    private static final int WITHOUT_SPECIAL_BITS = 0777;

    private final RootFolder target;
    private final Optional<Owner> owner;
    private final Optional<Integer> mode;
    /** Copies of files with several names, by the original's number. */
    private final Map<Long, Path> copies = new HashMap<>();

    /**
     * A copier.
     *
     * @param owner of everything; where empty, each file keeps its own
     * @param mode of everything; where empty, each file keeps its own
     */
    FileCopier(RootFolder target, Optional<Owner> owner, Optional<Integer> mode) {
        this.target = target;
        this.owner = owner;
        this.mode = mode;
    }

    /**
     * Copies a file or the contents of a folder.
     *
     * @param source on the host, no link
     * @param name what it is called in a folder, a {@link RawName}
     * @param to an absolute path in the image
     */
    void copy(Path source, String name, String to) throws IOException {
        makeFolders(target.resolve(to.substring(0, to.lastIndexOf('/') + 1)));
        Path place = target.resolve(to);
        if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
            makeFolders(place);
            copyContents(source, place);
            Linux.setModified(place, Inode.of(source).modified());
        } else {
            Path file = isFolder(place) ? RawName.resolve(place, name) : place;
            makeFolders(file.resolveSibling("."));
            copyFile(source, file);
        }
    }

    private void makeFolders(Path place) throws IOException {
        int permissions = mode.orElse(FOLDER_MODE) & WITHOUT_SPECIAL_BITS;
        target.makeFolders(place.normalize(), owner.orElse(Owner.ROOT), permissions);
    }

    private void copyContents(Path source, Path folder) throws IOException {
        for (Path child : children(source)) {
            Path to = folder.resolve(child.getFileName());
            if (isFolder(child)) {
                copyFolder(child, to);
            } else {
                copyFile(child, to);
            }
        }
    }

    private void copyFolder(Path source, Path folder) throws IOException {
        if (!isFolder(folder)) {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(target.inside(folder) + " is no folder, and one is to be copied there");
            }
            Files.createDirectory(folder);
        }
        copyContents(source, folder);
        copyAttributes(source, Inode.of(source), folder);
    }

    private void copyFile(Path source, Path to) throws IOException {
        if (isFolder(to)) {
            throw new IOException(target.inside(to) + " is a folder, and a file is to be copied there");
        }
        Files.deleteIfExists(to);
        Inode inode = Inode.of(source);
        boolean isPlain = inode.kind() == FileKind.FILE;
        Path earlier = isPlain && inode.links() > 1 ? copies.putIfAbsent(inode.number(), to) : null;
        if (earlier != null) {
            Files.createLink(to, earlier);
            return;
        }
        switch (inode.kind()) {
            case FILE -> Files.copy(source, to);
            case LINK -> Linux.makeLink(to, Linux.linkTarget(source));
            case FIFO, CHARACTER_DEVICE, BLOCK_DEVICE -> Linux.makeNode(to, inode.mode(), inode.device());
            // A socket means nothing without the process that made it, and in archives there are none.
            case SOCKET -> Files.createFile(to);
            case FOLDER -> throw new IllegalArgumentException(source + " is a folder");
        }
        copyAttributes(source, inode, to);
    }

    /** In this order: another owner takes setuid bits and capabilities away, and all of it moves the time. */
    private void copyAttributes(Path source, Inode inode, Path to) throws IOException {
        Owner whose = owner.orElseGet(() -> new Owner(inode.user(), inode.group()));
        Linux.changeOwner(to, whose.user(), whose.group());
        if (inode.kind() != FileKind.LINK) {
            Files.setAttribute(to, "unix:mode", mode.orElseGet(inode::permissions));
        }
        for (String name : Linux.attributes(source)) {
            Optional<byte[]> value = Linux.attribute(source, name);
            if (value.isPresent()) {
                Linux.offerAttribute(to, name, value.get());
            }
        }
        Linux.setModified(to, inode.modified());
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** In the order of their names, so that of several names of a file always the same comes first. */
    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted(Comparator.comparing(RawName::of)).toList();
        }
    }
}
