package dev.slipway.runner.layer;

import dev.slipway.runner.sandbox.Linux;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What {@code statx(2)} says of a file. Java's own attributes say the same, and take ten times as long.
 *
 * @param user unsigned, as is the group
 * @param number of the inode, on its file system
 * @param device as {@code mknod} takes it
 * @param changed when anything about it was changed last; unlike {@code modified}, nobody can set it
 */
public record Inode(
        int mode,
        int user,
        int group,
        int links,
        long number,
        long device,
        long size,
        Instant modified,
        Instant changed) {
    private static final int LINKS = 16;
    private static final int USER = 20;
    private static final int GROUP = 24;
    private static final int MODE = 28;
    private static final int NUMBER = 32;
    private static final int SIZE = 40;
    private static final int CHANGED = 96;
    private static final int MODIFIED = 112;
    private static final int MAJOR = 128;
    private static final int MINOR = 132;

    /** Of the file itself, if it is a link. */
    public static Inode of(Path path) throws IOException {
        ByteBuffer status = Linux.status(path);
        return new Inode(
                Short.toUnsignedInt(status.getShort(MODE)),
                status.getInt(USER),
                status.getInt(GROUP),
                status.getInt(LINKS),
                status.getLong(NUMBER),
                Linux.device(status.getInt(MAJOR), status.getInt(MINOR)),
                status.getLong(SIZE),
                time(status, MODIFIED),
                time(status, CHANGED));
    }

    private static Instant time(ByteBuffer status, int place) {
        return Instant.ofEpochSecond(status.getLong(place), status.getInt(place + Long.BYTES));
    }

    public FileKind kind() {
        return FileKind.of(mode);
    }

    /** Its mode without its kind: nine bits of permissions, setuid, setgid and sticky. */
    public int permissions() {
        return mode & FileKind.PERMISSIONS;
    }
}
