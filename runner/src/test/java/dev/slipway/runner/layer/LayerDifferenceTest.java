package dev.slipway.runner.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sandbox.Linux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerDifferenceTest {
    private static final Instant DATE = Instant.parse("2020-02-02T02:02:02Z");

    @TempDir
    Path folder;

    private Path one;
    private Path other;

    @BeforeEach
    void make_two_equal_layers() throws IOException {
        one = layer("one");
        other = layer("other");
    }

    private Path layer(String name) throws IOException {
        Path layer = folder.resolve(name);
        Files.createDirectories(layer.resolve("etc/empty"));
        Files.writeString(layer.resolve("etc/name"), "value");
        Files.createLink(layer.resolve("etc/same"), layer.resolve("etc/name"));
        Files.createSymbolicLink(layer.resolve("link"), Path.of("etc/name"));
        return layer;
    }

    @Test
    void equal_layers_have_none() throws IOException {
        assertThat(difference()).isEmpty();
    }

    @Test
    void each_file_is_named_with_all_that_differs() throws IOException {
        Files.writeString(other.resolve("etc/name"), "other");
        Files.setPosixFilePermissions(other.resolve("etc/name"), PosixFilePermissions.fromString("rwx------"));
        Files.delete(other.resolve("link"));
        Files.createSymbolicLink(other.resolve("link"), Path.of("etc/same"));
        Files.delete(other.resolve("etc/empty"));
        Files.createFile(other.resolve("etc/empty"));
        Files.createFile(one.resolve("etc/übrig"));

        assertThat(difference())
                .containsExactly(
                        "/etc/empty: type, mode, links",
                        "/etc/name: mode, content",
                        "/etc/same: mode, content",
                        "/etc/übrig: there only one of two times",
                        "/link: target");
    }

    @Test
    void a_hard_link_that_is_a_copy_and_a_time_are_differences() throws IOException {
        Files.delete(other.resolve("etc/same"));
        Files.writeString(other.resolve("etc/same"), "value");
        Times.clamp(one, DATE);
        Times.clamp(other, DATE);
        Linux.setModified(other.resolve("link"), DATE.minusSeconds(1));

        assertThat(LayerDifference.between(one, other))
                .containsExactly("/etc/name: links", "/etc/same: links", "/link: time");
    }

    private List<String> difference() throws IOException {
        Times.clamp(one, DATE);
        Times.clamp(other, DATE);
        return LayerDifference.between(one, other);
    }
}
