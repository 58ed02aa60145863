package dev.slipway.runner.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code lstat(2)} says of a file.
 *
 * @param user unsigned, as is the group
 * @param changed when anything about it was changed last; unlike {@code modified}, nobody can set it
 */
public record Inode(
        int mode,
        int user,
        int group,
        int links,
        Object number,
        long device,
        long size,
        Instant modified,
        Instant changed) {
    private static final String ATTRIBUTES = "unix:mode,uid,gid,nlink,ino,rdev,size,lastModifiedTime,ctime";

    /** Of the file itself, if it is a link. */
    public static Inode of(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        return new Inode(
                (int) attribute(attributes, "mode"),
                (int) attribute(attributes, "uid"),
                (int) attribute(attributes, "gid"),
                (int) attribute(attributes, "nlink"),
                attribute(attributes, "ino"),
                (long) attribute(attributes, "rdev"),
                (long) attribute(attributes, "size"),
                ((FileTime) attribute(attributes, "lastModifiedTime")).toInstant(),
                ((FileTime) attribute(attributes, "ctime")).toInstant());
    }

    public FileKind kind() {
        return FileKind.of(mode);
    }

    /** Its mode without its kind: nine bits of permissions, setuid, setgid and sticky. */
    public int permissions() {
        return mode & FileKind.PERMISSIONS;
    }

    private static Object attribute(Map<String, Object> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }
}
