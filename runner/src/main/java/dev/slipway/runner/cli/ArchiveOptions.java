package dev.slipway.runner.cli;

import dev.slipway.runner.archive.ArchiveFormat;
import dev.slipway.runner.archive.ArchiveTarget;
import dev.slipway.runner.failure.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where images are saved, and how. */
final class ArchiveOptions {
    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "PATH",
            description = "The file to write, which is replaced; or the folder, which must be empty or not there.")
    private Path output = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "oci-archive",
            description = "oci-archive, oci-dir or docker-archive. Default: oci-archive.")
    private ArchiveFormat format = ArchiveFormat.OCI_ARCHIVE;

    ArchiveTarget read() {
        Path path = output.toAbsolutePath().normalize();
        Path parent = path.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new InputException(
                    "--output: there is no folder " + parent + " to write " + path + " in. Make it first");
        }
        if (format == ArchiveFormat.OCI_DIR) {
            requireEmpty(path);
        } else if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new InputException("--output: " + path + " is no file. Name one, or a folder with --format oci-dir");
        }
        return new ArchiveTarget(format, path);
    }

    private static void requireEmpty(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
            if (files.findAny().isPresent()) {
                throw new InputException("--output: " + path + " is there, and is no empty folder. Name another");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
