package dev.slipway.runner.engine;

import dev.slipway.graph.Instruction;
import dev.slipway.graph.Mount;
import dev.slipway.graph.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the value of a secret is; never the value itself, so that it can be shown. */
public sealed interface Secret {
    /** The ids of those that commands of a node read, each once. */
    static Stream<String> ids(Node node) {
        return node.stages().stream()
                .flatMap(stage -> stage.operations().stream())
                .flatMap(operation -> operation.instructions().stream())
                .filter(Instruction.Run.class::isInstance)
                .flatMap(instruction -> ((Instruction.Run) instruction).mounts().stream())
                .filter(Mount.Secret.class::isInstance)
                .map(mount -> ((Mount.Secret) mount).id())
                .distinct();
    }

    /** The value, read anew at each call. */
    byte[] value();

    /** The variable of this process' environment that it is in, if it is in one. */
    Optional<String> variable();

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

        @Override
        public Optional<String> variable() {
            return Optional.empty();
        }
    }

    /** A variable of the runner's own environment, which it has. */
    record InEnvironment(String name) implements Secret {
        @Override
        public byte[] value() {
            String value = System.getenv(name);
            return (value == null ? "" : value).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Optional<String> variable() {
            return Optional.of(name);
        }
    }
}
