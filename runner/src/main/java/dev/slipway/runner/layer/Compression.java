package dev.slipway.runner.layer;

import java.util.Locale;

/**
 * How the archives of layers are compressed.
 *
 * @param level the higher, the smaller the archive and the longer it takes
 */
public record Compression(Format format, int level) {
    /** What every tool reads. */
    public static final Compression DEFAULT = Format.GZIP.usual();

    /** The formats, with the names that the OCI image specification and BuildKit have for them. */
    public enum Format {
        /** Its usual level is not 6, as elsewhere: that takes near twice as long for 3 % less. */
        GZIP(4, 9),
        ZSTD(3, 22);

        private final int usual;
        private final int highest;

        Format(int usual, int highest) {
            this.usual = usual;
            this.highest = highest;
        }

        /** At the level that is good for most. */
        public Compression usual() {
            return new Compression(this, usual);
        }

        /** The highest level; the lowest is 1. */
        public int highest() {
            return highest;
        }

        /** {@code gzip}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Compression {
        if (level < 1 || level > format.highest) {
            throw new IllegalArgumentException(format + " has the levels 1 to " + format.highest + ", not " + level);
        }
    }

    /** Of a layer's archive, after the OCI image specification. */
    public String mediaType() {
        return "application/vnd.oci.image.layer.v1.tar+" + format;
    }

    /** {@code gzip:4}. */
    @Override
    public String toString() {
        return format + ":" + level;
    }
}
