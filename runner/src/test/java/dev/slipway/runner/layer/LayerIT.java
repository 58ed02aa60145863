package dev.slipway.runner.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.sandbox.InNamespace;
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
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/** Layers as root sees them. */
@InNamespace
class LayerIT {
    private static final Instant LATEST = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant EARLIER = Instant.parse("2001-02-03T04:05:06.789Z");
    private static final String UTF8_NAME =
            new String("Főtanúsítvány".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    private static final String NO_UTF8_NAME = "caf\u00e9\u0080";
    private static final String LONG_NAME = "n".repeat(200);
    private static final byte[] CAPABILITY = {1, 0, 0, 2, (byte) 0xff, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    @Test
    void what_is_written_and_read_is_written_the_same_again() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path first = test.folder("first");
            fill(first);
            byte[] archive = write(first);

            Path second = test.folder("second");
            LayerReader.read(new ByteArrayInputStream(archive), second);

            assertThat(write(second)).isEqualTo(archive);
            check(second);
        }
    }

    private static void fill(Path folder) throws IOException {
        Path plain = file(folder, "plain", "text");
        own(plain, 1000, 65534, 0640);
        Linux.setModified(plain, EARLIER);
        own(file(folder, "setuid", ""), 1, 2, 06755);
        Files.createLink(folder.resolve("zz-hard"), folder.resolve("plain"));
        Linux.makeLink(folder.resolve("link"), "a//b/../" + UTF8_NAME + "/");
        Linux.changeOwner(folder.resolve("link"), 7, 8);
        Linux.makeLink(folder.resolve("long-link"), "/" + LONG_NAME);
        Files.createLink(folder.resolve("zz-hard-link"), folder.resolve("link"));
        Path sticky = Files.createDirectory(folder.resolve("sticky"));
        own(sticky, 0, 0, 01777);
        Linux.setModified(sticky, EARLIER);
        Linux.makeNode(folder.resolve("fifo"), FileKind.FIFO.bits() | 0600, 0);
        Linux.setModified(folder.resolve("fifo"), EARLIER);
        file(folder, UTF8_NAME, "utf-8");
        file(folder, NO_UTF8_NAME, "neither");
        Path deep = Files.createDirectories(folder.resolve(LONG_NAME).resolve(LONG_NAME));
        Path capable = file(deep, LONG_NAME, "capable");
        Linux.setAttribute(capable, "security.capability", CAPABILITY);
        Linux.setAttribute(capable, "user.empty", new byte[0]);
        Linux.setAttribute(deep, "user.binary", new byte[] {0, '\n', '=', (byte) 0x80, (byte) 0xff});
        Linux.makeNode(folder.resolve("gone"), FileKind.CHARACTER_DEVICE.bits(), 0);
        Path opaque = Files.createDirectory(folder.resolve("opaque"));
        Whiteouts.makeOpaque(opaque);
        file(opaque, "inside", "x".repeat(100_000));
    }

    private static void check(Path folder) throws IOException {
        assertThat(Inode.of(folder.resolve("plain")))
                .returns(1000, Inode::user)
                .returns(65534, Inode::group)
                .returns(0640, Inode::permissions)
                .returns(2, Inode::links)
                .returns(Instant.parse("2001-02-03T04:05:06Z"), Inode::modified)
                .returns(Inode.of(folder.resolve("zz-hard")).number(), Inode::number);
        assertThat(Inode.of(folder.resolve("setuid")).permissions()).isEqualTo(06755);
        assertThat(Inode.of(folder.resolve("setuid")).modified()).isEqualTo(LATEST);
        assertThat(Linux.linkTarget(folder.resolve("link"))).isEqualTo("a//b/../" + UTF8_NAME + "/");
        assertThat(Inode.of(folder.resolve("link")).user()).isEqualTo(7);
        assertThat(Inode.of(folder.resolve("sticky")))
                .returns(01777, Inode::permissions)
                .returns(Instant.parse("2001-02-03T04:05:06Z"), Inode::modified);
        assertThat(Inode.of(folder.resolve("fifo")).kind()).isEqualTo(FileKind.FIFO);
        assertThat(RawName.resolve(folder, UTF8_NAME)).hasContent("utf-8");
        assertThat(RawName.resolve(folder, NO_UTF8_NAME)).hasContent("neither");
        Path deep = folder.resolve(LONG_NAME).resolve(LONG_NAME);
        assertThat(Linux.attribute(deep.resolve(LONG_NAME), "security.capability"))
                .hasValue(CAPABILITY);
        assertThat(Linux.attribute(deep.resolve(LONG_NAME), "user.empty")).hasValue(new byte[0]);
        assertThat(Linux.attribute(deep, "user.binary")).hasValue(new byte[] {0, '\n', '=', (byte) 0x80, (byte) 0xff});
        assertThat(Whiteouts.isWhiteout(folder.resolve("gone"))).isTrue();
        assertThat(Whiteouts.isOpaque(folder.resolve("opaque"))).isTrue();
        assertThat(folder.resolve("opaque/inside")).hasSize(100_000);
    }

    @Test
    void the_order_of_making_leaves_no_trace() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path one = test.folder("one");
            file(one, "a", "1");
            file(one, "b", "2");
            Path other = test.folder("other");
            file(other, "b", "2");
            file(other, "a", "1");

            assertThat(write(one)).isEqualTo(write(other));
        }
    }

    @Test
    void gnu_tar_reads_what_is_written() throws IOException, InterruptedException {
        try (TestFolder test = TestFolder.create()) {
            Path folder = test.folder("folder");
            fill(folder);
            Path archive = test.path().resolve("layer.tar.gz");
            Files.write(archive, write(folder));

            Process tar = new ProcessBuilder(
                            "tar", "--list", "--verbose", "--numeric-owner", "--utc", "--file", archive.toString())
                    .redirectErrorStream(true)
                    .start();
            String listing = new String(tar.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(tar.waitFor()).as(listing).isZero();
            assertThat(listing.lines().map(line -> line.replaceAll(" +", " ")))
                    .contains(
                            "-rw-r----- 1000/65534 4 2001-02-03 04:05 plain",
                            "-rwsr-sr-x 1/2 0 2026-11-01 00:00 setuid",
                            "hrw-r----- 1000/65534 0 2001-02-03 04:05 zz-hard link to plain",
                            "drwxrwxrwt 0/0 0 2001-02-03 04:05 sticky/",
                            "---------- 0/0 0 1970-01-01 00:00 .wh.gone",
                            "---------- 0/0 0 1970-01-01 00:00 opaque/.wh..wh..opq")
                    .noneMatch(line -> line.endsWith(" gone"));
        }
    }

    @Test
    void the_digests_and_the_size_are_those_of_the_bytes() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path folder = test.folder("folder");
            fill(folder);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            LayerBlob blob = write(folder, out);

            assertThat(blob)
                    .isEqualTo(new LayerBlob(
                            "application/vnd.oci.image.layer.v1.tar+gzip",
                            Sha256.of(out.toByteArray()),
                            Sha256.of(plain(out.toByteArray())),
                            out.size()));
        }
    }

    @Test
    void a_layer_may_be_plain_gzip_of_many_members_or_zstd() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path folder = test.folder("folder");
            file(folder, "file", "x".repeat(5000));
            byte[] gzip = write(folder);
            byte[] plain = plain(gzip);
            ByteArrayOutputStream members = new ByteArrayOutputStream();
            for (int start = 0; start < plain.length; start += 1000) {
                try (OutputStream member = new GZIPOutputStream(members)) {
                    member.write(plain, start, Math.min(1000, plain.length - start));
                }
            }
            ByteArrayOutputStream zstd = new ByteArrayOutputStream();
            try (OutputStream out = new ZstdOutputStream(zstd)) {
                out.write(plain);
            }
            int number = 0;
            for (byte[] archive : new byte[][] {plain, members.toByteArray(), zstd.toByteArray()}) {
                Path target = test.folder("target" + number++);
                LayerReader.read(new ByteArrayInputStream(archive), target);
                assertThat(write(target)).isEqualTo(gzip);
            }
        }
    }

    @Test
    void a_whiteout_spares_what_its_own_layer_has_in_either_order() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path before = read(
                    test, new Archive().file(".wh.place", "").folder("place/").file("place/file", "x"));
            Path after = read(
                    test, new Archive().folder("place/").file("place/file", "x").file(".wh.place", ""));
            Path implied = read(test, new Archive().file(".wh.place", "").file("place/file", "x"));

            for (Path folder : new Path[] {before, after, implied}) {
                assertThat(Whiteouts.isOpaque(folder.resolve("place"))).isTrue();
                assertThat(folder.resolve("place/file")).hasContent("x");
            }
        }
    }

    @Test
    void a_folder_and_a_link_take_each_others_place() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path link = read(
                    test, new Archive().folder("place/").file("place/file", "x").link("place", "elsewhere"));
            Path folder = read(
                    test,
                    new Archive().link("place", "elsewhere").folder("place/").file("place/file", "x"));

            assertThat(Files.readSymbolicLink(link.resolve("place"))).hasToString("elsewhere");
            assertThat(folder.resolve("place")).isDirectory();
            assertThat(folder.resolve("place/file")).hasContent("x");
        }
    }

    @Test
    void an_absolute_name_stays_inside() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path folder = read(test, new Archive().file("/etc/slipway-test", "x"));

            assertThat(folder.resolve("etc/slipway-test")).hasContent("x");
            assertThat(Path.of("/etc/slipway-test")).doesNotExist();
        }
    }

    @Test
    void nothing_leaves_the_folder() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path outside = test.folder("outside");
            file(outside, "victim", "unharmed");
            String out = outside.toString();
            Map<String, Archive> attacks = Map.of(
                    "a name", new Archive().file("../outside/new", "x"),
                    "a deep name", new Archive().file("a/../../outside/new", "x"),
                    "a link", new Archive().link("way", out).file("way/new", "x"),
                    "a relative link", new Archive().link("way", "../outside").file("way/new", "x"),
                    "a folder's link", new Archive().link("way", out).folder("way/new/"),
                    "a hard link",
                            new Archive().hardLink("way", "../outside/victim").file("way", "x"),
                    "a hard link through a link", new Archive().link("way", out).hardLink("new", "way/victim"),
                    "a whiteout", new Archive().link("way", out).file("way/.wh.victim", ""),
                    "a whiteout of the parent", new Archive().folder("a/").file("a/.wh...", ""),
                    "opaqueness", new Archive().link("way", out).file("way/.wh..wh..opq", ""));

            attacks.forEach((name, archive) ->
                    assertThatThrownBy(() -> read(test, archive)).as(name).isInstanceOf(IOException.class));
            try (var files = Files.list(outside)) {
                assertThat(files).containsExactly(outside.resolve("victim"));
            }
            assertThat(outside.resolve("victim")).hasContent("unharmed");
            assertThat(Linux.attributes(outside)).isEmpty();
        }
    }

    @Test
    void a_file_written_over_a_link_does_not_follow_it() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path outside = file(test.folder("outside"), "victim", "unharmed");
            Path folder =
                    read(test, new Archive().link("way", outside.toString()).file("way", "x"));

            assertThat(outside).hasContent("unharmed");
            assertThat(folder.resolve("way")).isRegularFile().hasContent("x");
        }
    }

    @Test
    void owners_of_links_are_not_those_of_their_targets() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path outside = file(test.folder("outside"), "victim", "unharmed");
            int owner = Inode.of(outside).user();
            Archive archive = new Archive();
            archive.user = 1234;
            Path folder = read(test, archive.link("way", outside.toString()));

            assertThat(Inode.of(outside).user()).isEqualTo(owner);
            assertThat(Inode.of(folder.resolve("way")).user()).isEqualTo(1234);
        }
    }

    @Test
    void what_is_cut_short_is_refused() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path folder = test.folder("folder");
            file(folder, "file", "x".repeat(5000));
            byte[] plain = plain(write(folder));
            byte[] cut = java.util.Arrays.copyOf(plain, 3000);

            assertThatThrownBy(() -> LayerReader.read(new ByteArrayInputStream(cut), test.folder("target")))
                    .isInstanceOf(IOException.class);
        }
    }

    /** An archive of whatever entries. */
    private static final class Archive {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarOutput tar = new TarOutput(bytes);
        private int user;

        Archive file(String name, String content) throws IOException {
            TarArchiveEntry entry = entry(name, TarConstants.LF_NORMAL);
            entry.setSize(content.length());
            tar.put(entry, Map.of());
            tar.copy(new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII)), content.length());
            return this;
        }

        Archive folder(String name) throws IOException {
            tar.put(entry(name, TarConstants.LF_DIR), Map.of());
            return this;
        }

        Archive link(String name, String target) throws IOException {
            return link(name, target, TarConstants.LF_SYMLINK);
        }

        Archive hardLink(String name, String target) throws IOException {
            return link(name, target, TarConstants.LF_LINK);
        }

        private Archive link(String name, String target, byte type) throws IOException {
            TarArchiveEntry entry = entry(name, type);
            entry.setLinkName(target);
            tar.put(entry, Map.of());
            return this;
        }

        private TarArchiveEntry entry(String name, byte type) {
            TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
            entry.setUserName("");
            entry.setUserId(user);
            return entry;
        }

        byte[] bytes() throws IOException {
            tar.close();
            return bytes.toByteArray();
        }
    }

    private static Path read(TestFolder test, Archive archive) throws IOException {
        Path target = Files.createTempDirectory(test.path(), "target");
        LayerReader.read(new ByteArrayInputStream(archive.bytes()), target);
        return target;
    }

    private static byte[] write(Path folder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(folder, out);
        return out.toByteArray();
    }

    private static LayerBlob write(Path folder, OutputStream out) throws IOException {
        try (Compressor compressor = new Compressor(Compression.DEFAULT)) {
            return LayerWriter.write(folder, LATEST, compressor, out);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static byte[] plain(byte[] gzip) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    private static Path file(Path folder, String name, String content) throws IOException {
        return Files.writeString(RawName.resolve(folder, name), content);
    }

    private static void own(Path path, int user, int group, int mode) throws IOException {
        Linux.changeOwner(path, user, group);
        Files.setAttribute(path, "unix:mode", mode);
    }
}
