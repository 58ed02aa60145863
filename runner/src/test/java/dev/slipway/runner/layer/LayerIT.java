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
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Layers as root and as an ordinary user see them. */
@InNamespace(andAsOrdinaryUser = true)
class LayerIT {
    @Test
    void what_is_written_and_read_is_written_the_same_again() throws Exception {
        try (TestFolder test = TestFolder.create()) {
            Path first = test.folder("first");
            TestTree.fill(first);
            TestTree.fillTakenAway(first);
            byte[] archive = TestLayers.write(first);

            Path second = TestLayers.read(test, archive);

            assertThat(LayerDifference.between(first, second)).isEqualTo(timesOfFilesThatAreNew(first, second));
            assertThat(TestLayers.write(second)).isEqualTo(archive);
            check(second);
        }
    }

    /** The archive has the latest time for them, and nothing else may differ. */
    private static List<String> timesOfFilesThatAreNew(Path first, Path second) throws IOException {
        return LayerDifference.between(first, second).stream()
                .filter(line -> line.endsWith(": time"))
                .toList();
    }

    private static void check(Path folder) throws Exception {
        assertThat(Inode.of(folder.resolve("plain")))
                .returns(1000, Inode::user)
                .returns(65534, Inode::group)
                .returns(0640, Inode::permissions)
                .returns(2, Inode::links)
                .returns(Instant.parse("2001-02-03T04:05:06Z"), Inode::modified)
                .returns(Inode.of(folder.resolve("zz-hard")).number(), Inode::number);
        assertThat(Inode.of(folder.resolve("setuid")).permissions()).isEqualTo(06755);
        assertThat(Inode.of(folder.resolve("setuid")).modified()).isEqualTo(TestLayers.LATEST);
        assertThat(Linux.linkTarget(folder.resolve("link"))).isEqualTo("a//b/../" + TestTree.UTF8_NAME + "/");
        assertThat(Inode.of(folder.resolve("link")).user()).isEqualTo(7);
        assertThat(Inode.of(folder.resolve("sticky")))
                .returns(01777, Inode::permissions)
                .returns(Instant.parse("2001-02-03T04:05:06Z"), Inode::modified);
        assertThat(folder.resolve("empty")).isEmptyDirectory();
        assertThat(Inode.of(folder.resolve("fifo")).kind()).isEqualTo(FileKind.FIFO);
        assertThat(RawName.resolve(folder, TestTree.UTF8_NAME)).hasContent("utf-8");
        assertThat(RawName.resolve(folder, TestTree.NO_UTF8_NAME)).hasContent("neither");
        assertThat(RawName.resolve(folder, TestTree.ODD_NAME)).hasContent("odd");
        Path deepest = TestTree.deepest(folder);
        assertThat(Linux.attribute(deepest, "security.capability")).hasValue(TestTree.CAPABILITY);
        assertThat(Linux.attribute(deepest, "user.empty")).hasValue(new byte[0]);
        assertThat(Linux.attribute(deepest.getParent(), "user.binary")).hasValue(TestTree.BINARY);
        assertThat(Linux.attribute(folder.resolve("shared"), "system.posix_acl_access"))
                .hasValue(TestTree.ACCESS);
        assertThat(Whiteouts.isWhiteout(folder.resolve("gone"))).isTrue();
        assertThat(Whiteouts.isOpaque(folder.resolve("opaque"))).isTrue();
        assertThat(folder.resolve("opaque/inside")).hasSize(100_000);
        assertThat(folder.resolve("sparse")).hasSize(TestTree.SPARSE_SIZE);
        assertThat(TestLayers.room(folder.resolve("sparse"))).isLessThan(1 << 20);
    }

    /** Above all those of capabilities, which the kernel keeps in another form for ordinary users. */
    @Test
    void the_bytes_are_the_same_for_everybody() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path folder = test.folder("folder");
            TestTree.fill(folder);
            TestTree.fillTakenAway(folder);

            String diffId = "sha256:bb797f870ca2bebce21bf59d3f3d449fa2b9c4a65e57aaa3d88d5d342f36656b";
            for (Path each : List.of(folder, TestLayers.read(test, TestLayers.write(folder)))) {
                assertThat(TestLayers.write(each, OutputStream.nullOutputStream())
                                .diffId())
                        .isEqualTo(diffId);
            }
        }
    }

    @Test
    void the_order_of_making_leaves_no_trace() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path one = test.folder("one");
            TestLayers.file(one, "a", "1");
            TestLayers.file(one, "b", "2");
            Path other = test.folder("other");
            TestLayers.file(other, "b", "2");
            TestLayers.file(other, "a", "1");

            assertThat(TestLayers.write(one)).isEqualTo(TestLayers.write(other));
        }
    }

    @Test
    void the_digests_and_the_size_are_those_of_the_bytes() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path folder = test.folder("folder");
            TestTree.fillTakenAway(folder);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            LayerBlob blob = TestLayers.write(folder, out);
            byte[] plain = TestLayers.plain(out.toByteArray());

            assertThat(blob)
                    .isEqualTo(new LayerBlob(
                            "application/vnd.oci.image.layer.v1.tar+gzip",
                            Sha256.of(out.toByteArray()),
                            Sha256.of(plain),
                            out.size()));
            for (byte[] archive : List.of(plain, out.toByteArray())) {
                ByteArrayInputStream in = new ByteArrayInputStream(archive);
                Path target = Files.createTempDirectory(test.path(), "target");
                assertThat(LayerReader.read(in, target, List.of())).isEqualTo(Sha256.of(plain));
            }
        }
    }

    @Test
    void a_layer_may_be_plain_gzip_of_many_members_or_zstd() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path folder = test.folder("folder");
            TestLayers.file(folder, "file", "x".repeat(5000));
            byte[] gzip = TestLayers.write(folder);
            byte[] plain = TestLayers.plain(gzip);
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
            for (byte[] archive : List.of(plain, members.toByteArray(), zstd.toByteArray())) {
                assertThat(TestLayers.write(TestLayers.read(test, archive))).isEqualTo(gzip);
            }
        }
    }

    @Test
    void a_whiteout_spares_what_its_own_layer_has_in_either_order() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path before = TestLayers.read(
                    test,
                    new TestArchive().file(".wh.place", "").folder("place/").file("place/file", "x"));
            Path after = TestLayers.read(
                    test,
                    new TestArchive().folder("place/").file("place/file", "x").file(".wh.place", ""));
            Path implied = TestLayers.read(
                    test, new TestArchive().file(".wh.place", "").file("place/file", "x"));

            for (Path folder : List.of(before, after, implied)) {
                assertThat(Whiteouts.isOpaque(folder.resolve("place"))).isTrue();
                assertThat(folder.resolve("place/file")).hasContent("x");
            }
        }
    }

    @Test
    void a_folder_that_the_archive_leaves_out_is_as_it_is_below() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path bottom = TestLayers.read(
                    test,
                    new TestArchive()
                            .with(5, 01777, Map.of("user.a", "b"))
                            .folder("tmp/")
                            .folder("tmp/deep/")
                            .folder("hidden/")
                            .folder("hidden/deep/")
                            .folder("link/")
                            .folder("listed/"));
            Path middle = TestLayers.read(
                    test,
                    new TestArchive()
                            .with(6, 0700, Map.of())
                            .folder("hidden/")
                            .file("hidden/.wh..wh..opq", "")
                            .link("link", "tmp"));
            byte[] archive = new TestArchive()
                    .with(7, 0711, Map.of())
                    .file("tmp/deep/file", "")
                    .file("hidden/deep/file", "")
                    .file("link/file", "")
                    .file("listed/file", "")
                    .folder("listed/")
                    .bytes();
            Path top = TestLayers.read(test, archive, bottom, middle);

            assertThat(Inode.of(top.resolve("tmp"))).returns(5, Inode::user).returns(01777, Inode::permissions);
            assertThat(Inode.of(top.resolve("tmp/deep"))).returns(5, Inode::user);
            assertThat(Linux.attribute(top.resolve("tmp"), "user.a")).hasValue(new byte[] {'b'});
            assertThat(Inode.of(top.resolve("hidden"))).returns(6, Inode::user).returns(0700, Inode::permissions);
            assertThat(Inode.of(top.resolve("hidden/deep")))
                    .returns(0, Inode::user)
                    .returns(0755, Inode::permissions);
            assertThat(Inode.of(top.resolve("link"))).returns(0, Inode::user).returns(0755, Inode::permissions);
            assertThat(Inode.of(top.resolve("listed"))).returns(7, Inode::user).returns(0711, Inode::permissions);
            assertThat(Linux.attributes(top.resolve("listed"))).isEmpty();
        }
    }

    @Test
    void what_only_the_machine_can_give_a_file_is_left_out() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Map<String, String> foreign = Map.of(
                    "security.selinux", "label",
                    "security.ima", "\3signature",
                    "trusted.x", "y",
                    "trusted.overlay.redirect", "/etc",
                    "user.overlay.redirect", "/etc",
                    "user.overlay.metacopy", "",
                    "user.mine", "kept");
            Path folder = TestLayers.read(
                    test, new TestArchive().with(0, 0644, foreign).file("file", "x"));

            assertThat(Linux.attributes(folder.resolve("file"))).containsExactly("user.mine");
        }
    }

    @Test
    void what_no_archive_can_say_is_refused() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path name = test.folder("name");
            TestLayers.file(Files.createDirectory(name.resolve("opt")), ".wh.x", "");
            Path attribute = test.folder("attribute");
            Linux.setAttribute(TestLayers.file(attribute, "file", ""), "user.a=b", new byte[] {'c'});

            for (Path folder : List.of(name, attribute)) {
                String message = folder.equals(name)
                        ? "'opt/.wh.x' cannot be in a layer: a name that starts with .wh. takes away"
                        : "'file' has the attribute 'user.a=b', whose name no archive can hold";
                assertThatThrownBy(() -> TestLayers.write(folder)).hasMessage(message);
                assertThatThrownBy(() -> Fingerprint.of(folder)).hasMessage(message);
            }
        }
    }
}
