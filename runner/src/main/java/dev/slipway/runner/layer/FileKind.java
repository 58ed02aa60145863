package dev.slipway.runner.layer;

/** The types of files, by the bits of {@code st_mode}; see inode(7). */
public enum FileKind {
    SOCKET(0140000),
    LINK(0120000),
    FILE(0100000),
    BLOCK_DEVICE(0060000),
    FOLDER(0040000),
    CHARACTER_DEVICE(0020000),
    FIFO(0010000);

    private static final int TYPE = 0170000;
    static final int PERMISSIONS = 07777;

    private final int bits;

    FileKind(int bits) {
        this.bits = bits;
    }

    /** As they are in {@code st_mode}. */
    public int bits() {
        return bits;
    }

    static FileKind of(int mode) {
        for (FileKind kind : values()) {
            if (kind.bits == (mode & TYPE)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no type of file: " + Integer.toOctalString(mode));
    }
}
