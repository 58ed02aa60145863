package dev.slipway.runner.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the value of a secret is; never the value itself, so that it can be shown. */
public sealed interface Secret {
    /** The value, read anew at each call. */
    byte[] value();

    /** The content of a file. */
    record InFile(Path file) implements Secret {
        @Override
        public byte[] value() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the secret in " + file, e);
            }
        }
    }

    /** A variable of the runner's own environment, which it has. */
    record InEnvironment(String variable) implements Secret {
        @Override
        public byte[] value() {
            String value = System.getenv(variable);
            return (value == null ? "" : value).getBytes(StandardCharsets.UTF_8);
        }
    }
}
