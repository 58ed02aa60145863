package dev.slipway.runner.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InodeTest {
    @TempDir
    Path folder;

    @Test
    void it_says_what_java_says() throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "content");
        Path second = Files.createLink(folder.resolve("second name"), file);
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
        for (Path path : new Path[] {file, second, link, folder, Path.of("/dev/null"), Path.of("/dev/tty")}) {
            assertThat(Inode.of(path)).as(path.toString()).isEqualTo(asJavaSees(path));
        }
    }

    private static Inode asJavaSees(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
        return new Inode(
                (int) attributes.get("mode"),
                (int) attributes.get("uid"),
                (int) attributes.get("gid"),
                (int) attributes.get("nlink"),
                (long) attributes.get("ino"),
                (long) attributes.get("rdev"),
                (long) attributes.get("size"),
                ((FileTime) attributes.get("lastModifiedTime")).toInstant(),
                ((FileTime) attributes.get("ctime")).toInstant());
    }

    @Test
    void what_is_not_there_is_named() {
        Path absent = folder.resolve("absent");

        assertThatThrownBy(() -> Inode.of(absent))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(absent.toString());
    }
}
