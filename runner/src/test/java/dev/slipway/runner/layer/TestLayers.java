package dev.slipway.runner.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sandbox.Linux;
import dev.slipway.runner.sandbox.RawName;
import dev.slipway.runner.sandbox.TestFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What tests of layers do again and again. */
final class TestLayers {
    /** Files that tests make are newer. */
    static final Instant LATEST = Instant.parse("2020-11-01T00:00:00Z");

    private TestLayers() {}

    static byte[] write(Path folder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(folder, out);
        return out.toByteArray();
    }

    static LayerBlob write(Path folder, OutputStream out) throws IOException {
        try (Compressor compressor = new Compressor(Compression.DEFAULT)) {
            return LayerWriter.write(folder, LATEST, compressor, out);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    static Path read(TestFolder test, TestArchive archive) throws IOException {
        return read(test, archive.bytes());
    }

    static Path read(TestFolder test, byte[] archive, Path... below) throws IOException {
        Path target = Files.createTempDirectory(test.path(), "target");
        LayerReader.read(new ByteArrayInputStream(archive), target, List.of(below));
        return target;
    }

    static byte[] plain(byte[] gzip) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    static Path file(Path folder, String name, String content) throws IOException {
        return Files.writeString(RawName.resolve(folder, name), content);
    }

    static void own(Path path, int user, int group, int mode) throws IOException {
        Linux.changeOwner(path, user, group);
        Files.setAttribute(path, "unix:mode", mode);
    }

    /** Runs a program of the machine in a folder, and returns what it prints. */
    static String run(Path folder, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
        return output;
    }

    /** How much of the disk a file takes, in bytes. */
    static long room(Path file) throws IOException, InterruptedException {
        Path folder = file.getParent();
        return 512
                * Long.parseLong(
                        run(folder, "stat", "--format=%b", file.toString()).strip());
    }
}
