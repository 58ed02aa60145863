package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.sandbox.Accounts;
import dev.slipway.runner.sandbox.RootFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies files into an image by the rules of Dockerfile's {@code COPY}: the contents of a folder go into the target, a
 * file goes under the target's name or, where that is a folder or ends with a slash, into it; everything belongs to one
 * owner; a folder that is already there keeps its own.
 */
final class FileCopier {
    private final RootFolder target;
    private final Accounts.Identity owner;
    private final Optional<Integer> mode;
    private final Map<Object, Path> copiedLinks = new HashMap<>();

    FileCopier(RootFolder target, Accounts.Identity owner, Optional<Integer> mode) {
        this.target = target;
        this.owner = owner;
        this.mode = mode;
    }

    /**
     * Copies a file or the contents of a folder.
     *
     * @param source on the host
     * @param to an absolute path in the image
     */
    void copy(Path source, String to) throws IOException {
        if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
            copyFolder(source, to);
        } else {
            copyEntry(source, targetOf(source, to));
        }
    }

    private Path targetOf(Path source, String to) throws IOException {
        boolean intoFolder = to.endsWith("/") || Files.isDirectory(target.resolve(to));
        String name = String.valueOf(source.getFileName());
        return target.resolveForWriting(intoFolder ? to + "/" + name : to);
    }

    private void copyFolder(Path source, String to) throws IOException {
        Path folder = target.resolve(to);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            folder = target.makeFolders(to);
            own(folder, source);
        }
        Path top = folder;
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                Path made = top.resolve(source.relativize(from).toString());
                if (!Files.isDirectory(made, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(made);
                    own(made, from);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                copyEntry(from, top.resolve(source.relativize(from).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path from, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                // Filling the folder has moved its time.
                setTime(top.resolve(source.relativize(from).toString()), from);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void copyEntry(Path from, Path to) throws IOException {
        Object inode = Files.getAttribute(from, "unix:ino", LinkOption.NOFOLLOW_LINKS);
        int links = (int) Files.getAttribute(from, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        Files.deleteIfExists(to);
        Path earlier = links > 1 ? copiedLinks.putIfAbsent(inode, to) : null;
        if (earlier != null) {
            Files.createLink(to, earlier);
            return;
        }
        Files.copy(from, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        own(to, from);
    }

    /** Owner first: changing it takes setuid bits away. */
    private void own(Path to, Path from) throws IOException {
        Files.setAttribute(to, "unix:uid", owner.user(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(to, "unix:gid", owner.group(), LinkOption.NOFOLLOW_LINKS);
        if (!Files.isSymbolicLink(to)) {
            int original = (int) Files.getAttribute(from, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
            Files.setAttribute(to, "unix:mode", mode.orElse(original));
            setTime(to, from);
        }
    }

    private static void setTime(Path to, Path from) throws IOException {
        FileTime time = Files.getLastModifiedTime(from, LinkOption.NOFOLLOW_LINKS);
        Files.setLastModifiedTime(to, time);
    }
}
