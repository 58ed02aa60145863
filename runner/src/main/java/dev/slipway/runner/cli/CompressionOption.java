package dev.slipway.runner.cli;

import dev.slipway.runner.layer.Compression;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How layers that are pushed are compressed. */
final class CompressionOption {
    @Option(
            names = "--compression",
            paramLabel = "TYPE[:LEVEL]",
            defaultValue = "gzip",
            converter = Converter.class,
            description =
                    "Compress new layers with gzip, at a level from 1 to 9, or zstd, from 1 to 22. Default: gzip:4.")
    private Compression compression = Compression.DEFAULT;

    Compression read() {
        return compression;
    }

    /** Reads {@code gzip} and {@code gzip:9}. */
    private static final class Converter implements ITypeConverter<Compression> {
        private static final Choice<Compression.Format> FORMATS = new Choice<>(Compression.Format.class);

        @Override
        public Compression convert(String text) {
            int colon = text.indexOf(':');
            if (colon < 0) {
                return FORMATS.convert(text).usual();
            }
            Compression.Format format = FORMATS.convert(text.substring(0, colon));
            try {
                return new Compression(format, Integer.parseInt(text.substring(colon + 1)));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'" + text + "' has no level of " + format + ", which are 1 to " + format.highest());
            }
        }
    }
}
