package dev.slipway.runner.sandbox;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** System calls that Java has no words for; see section 2 of the Linux manual. Paths are never followed when links. */
public final class Linux {
    private static final int LONGEST_ATTRIBUTE = 65536;
    private static final int NO_DATA = 61;
    private static final int NOT_SUPPORTED = 95;
    private static final int BY_NAME_NOW = 2;

    private Linux() {}

    /** The calls, bound by name. */
    private static final class Calls {
        static {
            Native.register("c");
        }

        private Calls() {}

        static native int mount(String source, String target, String type, long flags, String data)
                throws LastErrorException;

        static native int umount2(String target, int flags) throws LastErrorException;

        static native int mknod(String path, int mode, long device) throws LastErrorException;

        static native long llistxattr(String path, byte[] names, long size) throws LastErrorException;

        static native long lgetxattr(String path, String name, byte[] value, long size) throws LastErrorException;

        static native int lsetxattr(String path, String name, byte[] value, long size, int flags)
                throws LastErrorException;
    }

    static void mount(String type, String source, Path target, String options) throws IOException {
        try {
            Calls.mount(source, target.toString(), type, 0, options);
        } catch (LastErrorException e) {
            throw new IOException("mount " + type + " on " + target + ": " + e.getMessage(), e);
        }
    }

    /** Takes the mount away at once; what still uses it keeps it until it ends. */
    static void unmount(Path target) throws IOException {
        try {
            Calls.umount2(target.toString(), BY_NAME_NOW);
        } catch (LastErrorException e) {
            throw new IOException("unmount " + target + ": " + e.getMessage(), e);
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
            Calls.mknod(path.toString(), mode, device);
        } catch (LastErrorException e) {
            throw new IOException("mknod " + path + ": " + e.getMessage(), e);
        }
    }

    /** Device numbers as {@code mknod} takes them. */
    public static long device(int major, int minor) {
        return ((long) (major & 0xfff) << 8) | (minor & 0xff) | ((long) (minor & 0xfff00) << 12);
    }

    /** The names of a file's extended attributes; none where the file system has no such thing. */
    public static List<String> attributes(Path path) throws IOException {
        try {
            byte[] names = new byte[LONGEST_ATTRIBUTE];
            long size = Calls.llistxattr(path.toString(), names, names.length);
            List<String> attributes = new ArrayList<>();
            for (String name : new String(names, 0, (int) size, StandardCharsets.UTF_8).split("\0", -1)) {
                if (!name.isEmpty()) {
                    attributes.add(name);
                }
            }
            return attributes;
        } catch (LastErrorException e) {
            if (e.getErrorCode() == NOT_SUPPORTED) {
                return List.of();
            }
            throw new IOException("extended attributes of " + path + ": " + e.getMessage(), e);
        }
    }

    public static Optional<byte[]> attribute(Path path, String name) throws IOException {
        try {
            byte[] value = new byte[LONGEST_ATTRIBUTE];
            long size = Calls.lgetxattr(path.toString(), name, value, value.length);
            return Optional.of(Arrays.copyOf(value, (int) size));
        } catch (LastErrorException e) {
            if (e.getErrorCode() == NO_DATA || e.getErrorCode() == NOT_SUPPORTED) {
                return Optional.empty();
            }
            throw new IOException("attribute " + name + " of " + path + ": " + e.getMessage(), e);
        }
    }

    public static void setAttribute(Path path, String name, byte[] value) throws IOException {
        try {
            Calls.lsetxattr(path.toString(), name, value, value.length, 0);
        } catch (LastErrorException e) {
            throw new IOException("set attribute " + name + " of " + path + ": " + e.getMessage(), e);
        }
    }
}
