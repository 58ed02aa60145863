package dev.slipway.runner.sandbox;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * System calls that Java has no words for; see section 2 of the Linux manual. Paths are never followed when links, and
 * nothing is opened: opening a FIFO waits for somebody at its other end.
 */
public final class Linux {
    private static final int LONGEST_PATH = 4096;
    private static final int NOT_PERMITTED = 1;
    private static final int NO_ENTRY = 2;
    private static final int NO_DATA = 61;
    private static final int NOT_SUPPORTED = 95;
    private static final int BY_NAME_NOW = 2;
    private static final int FROM_WORKING_FOLDER = -100;
    private static final int LINK_ITSELF = 0x100;
    private static final int BASIC_STATUS = 0x7ff;
    private static final int SIZE_OF_STATUS = 256;
    private static final int ADOPT_ORPHANS = 36;
    private static final int INTERRUPTED = 4;
    private static final int SIGNAL = 0x7f;
    private static final long GET_WINDOW_SIZE = 0x5413;
    private static final int UNSIGNED = 0xffff;
    private static final int CODE_OF_SIGNALS = 128;
    private static final long NO_CHANGE = (1L << 30) - 2;

    /** What mounts may be, as bits. */
    static final long READ_ONLY = 1;

    static final long NO_SETUID = 1 << 1;
    static final long NO_DEVICES = 1 << 2;
    static final long NO_PROGRAMS = 1 << 3;
    private static final long REMOUNT = 1 << 5;
    private static final long BIND = 1 << 12;

    private Linux() {}

    /** The calls, bound by name. Paths go as bytes: as text they would go through the locale's encoding. */
    private static final class Calls {
        static {
            Native.register("c");
        }

        private Calls() {}

        static native int mount(byte[] source, byte[] target, String type, long flags, byte[] data)
                throws LastErrorException;

        static native int prctl(int operation, long argument, long unused, long none, long nothing)
                throws LastErrorException;

        static native int waitpid(int process, int[] status, int options) throws LastErrorException;

        /** Without its error: that it is no terminal is one. */
        static native int isatty(int descriptor);

        static native int ioctl(int descriptor, long request, short[] size) throws LastErrorException;

        static native int umount2(byte[] target, int flags) throws LastErrorException;

        static native int mknod(byte[] path, int mode, long device) throws LastErrorException;

        static native int lchown(byte[] path, int user, int group) throws LastErrorException;

        static native int truncate(byte[] path, long size) throws LastErrorException;

        static native int symlink(byte[] target, byte[] path) throws LastErrorException;

        static native long readlink(byte[] path, byte[] target, long size) throws LastErrorException;

        static native int utimensat(int folder, byte[] path, long[] times, int flags) throws LastErrorException;

        static native int statx(int folder, byte[] path, int flags, int mask, byte[] status) throws LastErrorException;

        static native long llistxattr(byte[] path, byte[] names, long size) throws LastErrorException;

        static native long lgetxattr(byte[] path, byte[] name, byte[] value, long size) throws LastErrorException;

        static native int lsetxattr(byte[] path, byte[] name, byte[] value, long size, int flags)
                throws LastErrorException;
    }

    /** Mounts a file system that stands for nothing but itself. */
    static void mount(String type, Path target, long flags, String options) throws IOException {
        try {
            byte[] data = RawName.terminated(options);
            Calls.mount(RawName.terminated(type), RawName.terminated(target), type, flags, data);
        } catch (LastErrorException e) {
            throw failure("mount " + type + " on", target, e);
        }
    }

    /** Changes what one mount may be, wherever else its file system is mounted. */
    static void remount(Path target, long flags) throws IOException {
        try {
            Calls.mount(new byte[1], RawName.terminated(target), "", REMOUNT | BIND | flags, new byte[1]);
        } catch (LastErrorException e) {
            throw failure("remount", target, e);
        }
    }

    /** Takes the mount away at once; what still uses it keeps it until it ends. */
    static void unmount(Path target) throws IOException {
        try {
            Calls.umount2(RawName.terminated(target), BY_NAME_NOW);
        } catch (LastErrorException e) {
            throw failure("unmount", target, e);
        }
    }

    /** Makes this process the parent of those of its descendants' children that lose theirs. */
    static void adoptOrphans() {
        try {
            Calls.prctl(ADOPT_ORPHANS, 1, 0, 0, 0);
        } catch (LastErrorException e) {
            throw new IllegalStateException("cannot adopt orphans: " + e.getMessage(), e);
        }
    }

    /**
     * Waits for a child, uninterruptibly.
     *
     * @return its exit code, or 128 and the number of the signal that ended it, as shells say it
     */
    static int await(int process) {
        int[] status = new int[1];
        while (true) {
            try {
                Calls.waitpid(process, status, 0);
                int signal = status[0] & SIGNAL;
                return signal == 0 ? status[0] >> 8 & 0xff : CODE_OF_SIGNALS + signal;
            } catch (LastErrorException e) {
                if (e.getErrorCode() != INTERRUPTED) {
                    throw new IllegalStateException("cannot wait for process " + process + ": " + e.getMessage(), e);
                }
            }
        }
    }

    /**
     * Makes a device node, FIFO or plain file.
     *
     * @param mode its type and permissions, as in {@code st_mode}
     * @param device major and minor number as the kernel's 32-bit encoding has them
     */
    public static void makeNode(Path path, int mode, long device) throws IOException {
        try {
            Calls.mknod(RawName.terminated(path), mode, device);
        } catch (LastErrorException e) {
            throw failure("make node", path, e);
        }
    }

    /**
     * Makes a device node where that is allowed, which it is not in a user namespace.
     *
     * @return whether it was
     */
    public static boolean makeDevice(Path path, int mode, long device) throws IOException {
        try {
            Calls.mknod(RawName.terminated(path), mode, device);
            return true;
        } catch (LastErrorException e) {
            if (e.getErrorCode() == NOT_PERMITTED) {
                return false;
            }
            throw failure("make node", path, e);
        }
    }

    /** Device numbers as {@code mknod} takes them. */
    public static long device(int major, int minor) {
        return ((long) (major & 0xfff) << 8) | (minor & 0xff) | ((long) (minor & 0xfff00) << 12);
    }

    /** Gives a file to others; this takes setuid bits and capabilities away. */
    public static void changeOwner(Path path, int user, int group) throws IOException {
        try {
            Calls.lchown(RawName.terminated(path), user, group);
        } catch (LastErrorException e) {
            throw failure("change owner of", path, e);
        }
    }

    public static void setModified(Path path, Instant time) throws IOException {
        long[] accessedAndModified = {0, NO_CHANGE, time.getEpochSecond(), time.getNano()};
        try {
            Calls.utimensat(FROM_WORKING_FOLDER, RawName.terminated(path), accessedAndModified, LINK_ITSELF);
        } catch (LastErrorException e) {
            throw failure("set time of", path, e);
        }
    }

    /** Cuts a file off, or has it end with a hole. */
    public static void setSize(Path path, long size) throws IOException {
        try {
            Calls.truncate(RawName.terminated(path), size);
        } catch (LastErrorException e) {
            throw failure("set size of", path, e);
        }
    }

    /** Makes a symbolic link to exactly that text, a {@link RawName}: Java would take doubled slashes away. */
    public static void makeLink(Path path, String target) throws IOException {
        try {
            Calls.symlink(RawName.terminated(target), RawName.terminated(path));
        } catch (LastErrorException e) {
            throw failure("make link", path, e);
        }
    }

    /** The text of a symbolic link, a {@link RawName}. */
    public static String linkTarget(Path path) throws IOException {
        byte[] target = new byte[LONGEST_PATH];
        try {
            long size = Calls.readlink(RawName.terminated(path), target, target.length);
            return new String(target, 0, (int) size, StandardCharsets.ISO_8859_1);
        } catch (LastErrorException e) {
            throw failure("read link", path, e);
        }
    }

    /**
     * What {@code statx(2)} says of a file itself, laid out as its {@code struct statx}, in the machine's order of bytes.
     *
     * @throws NoSuchFileException if there is none
     */
    public static ByteBuffer status(Path path) throws IOException {
        byte[] status = new byte[SIZE_OF_STATUS];
        try {
            Calls.statx(FROM_WORKING_FOLDER, RawName.terminated(path), LINK_ITSELF, BASIC_STATUS, status);
        } catch (LastErrorException e) {
            if (e.getErrorCode() == NO_ENTRY) {
                throw new NoSuchFileException(path.toString());
            }
            throw failure("look at", path, e);
        }
        return ByteBuffer.wrap(status).order(ByteOrder.nativeOrder());
    }

    /** The names of a file's extended attributes; none where the file system has no such thing. */
    public static List<String> attributes(Path path) throws IOException {
        byte[] raw = RawName.terminated(path);
        try {
            int size = (int) Calls.llistxattr(raw, new byte[0], 0);
            if (size == 0) {
                return List.of();
            }
            byte[] names = new byte[size];
            size = (int) Calls.llistxattr(raw, names, size);
            return Arrays.stream(new String(names, 0, size, StandardCharsets.ISO_8859_1).split("\0", -1))
                    .filter(name -> !name.isEmpty())
                    .toList();
        } catch (LastErrorException e) {
            if (e.getErrorCode() == NOT_SUPPORTED) {
                return List.of();
            }
            throw failure("list attributes of", path, e);
        }
    }

    /** The value of an extended attribute. */
    public static Optional<byte[]> attribute(Path path, String name) throws IOException {
        byte[] raw = RawName.terminated(path);
        byte[] key = RawName.terminated(name);
        try {
            byte[] value = new byte[(int) Calls.lgetxattr(raw, key, new byte[0], 0)];
            int size = value.length == 0 ? 0 : (int) Calls.lgetxattr(raw, key, value, value.length);
            return Optional.of(Arrays.copyOf(value, size));
        } catch (LastErrorException e) {
            if (e.getErrorCode() == NO_DATA || e.getErrorCode() == NOT_SUPPORTED) {
                return Optional.empty();
            }
            throw failure("read attribute " + name + " of", path, e);
        }
    }

    public static void setAttribute(Path path, String name, byte[] value) throws IOException {
        try {
            Calls.lsetxattr(RawName.terminated(path), RawName.terminated(name), value, value.length, 0);
        } catch (LastErrorException e) {
            throw failure("set attribute " + name + " of", path, e);
        }
    }

    /**
     * Sets an extended attribute where that is allowed.
     *
     * @return whether it was: file systems lack some kinds, and a user namespace may not set all
     */
    public static boolean offerAttribute(Path path, String name, byte[] value) throws IOException {
        try {
            Calls.lsetxattr(RawName.terminated(path), RawName.terminated(name), value, value.length, 0);
            return true;
        } catch (LastErrorException e) {
            if (e.getErrorCode() == NOT_PERMITTED || e.getErrorCode() == NOT_SUPPORTED) {
                return false;
            }
            throw failure("set attribute " + name + " of", path, e);
        }
    }

    /** Whether somebody sits at an open file of this process: 0 is its input, 1 its output. */
    static boolean isTerminal(int descriptor) {
        return Calls.isatty(descriptor) == 1;
    }

    /** Of a terminal; noughts where it does not know, or is none. */
    public record WindowSize(int columns, int rows) {}

    /** How large the terminal is that an open file of this process goes to. */
    public static WindowSize windowSize(int descriptor) {
        short[] size = new short[4];
        try {
            Calls.ioctl(descriptor, GET_WINDOW_SIZE, size);
        } catch (LastErrorException e) {
            return new WindowSize(0, 0);
        }
        return new WindowSize(size[1] & UNSIGNED, size[0] & UNSIGNED);
    }

    private static IOException failure(String action, Path path, LastErrorException error) {
        return new IOException("cannot " + action + " " + path + ": " + error.getMessage(), error);
    }
}
