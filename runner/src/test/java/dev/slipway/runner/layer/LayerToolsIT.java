package dev.slipway.runner.layer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.sandbox.InNamespace;
import dev.slipway.runner.sandbox.Linux;
import dev.slipway.runner.sandbox.TestFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/** What GNU tar, libarchive and umoci make of our archives, and we of theirs. */
@InNamespace
class LayerToolsIT {
    private static final long MORE_THAN_8_GIBIBYTES = (8L << 30) + 1;
    /** The two empty blocks at the end of an archive. */
    private static final int END = 1024;

    @Test
    void gnu_tar_unpacks_what_is_written() throws Exception {
        checkUnpacked(
                LayerToolsIT::fillWithEverything,
                "tar",
                "--extract",
                "--same-permissions",
                "--same-owner",
                "--numeric-owner",
                "--xattrs",
                "--xattrs-include=*",
                "--file");
    }

    @Test
    void libarchive_unpacks_what_is_written() throws Exception {
        checkUnpacked(LayerToolsIT::fillWithoutLists, "bsdtar", "-x", "-p", "--numeric-owner", "-f");
    }

    private static void checkUnpacked(Fill fill, String... command) throws Exception {
        try (TestFolder test = TestFolder.create()) {
            Path folder = test.folder("folder");
            fill.fill(folder);
            Linux.makeNode(folder.resolve("block"), FileKind.BLOCK_DEVICE.bits() | 0660, Linux.device(259, 70_000));
            Times.clamp(folder, TestLayers.LATEST);
            Path archive = Files.write(test.path().resolve("layer.tar.gz"), TestLayers.write(folder));
            Path unpacked = test.folder("unpacked");
            List<String> line = new ArrayList<>(List.of(command));
            line.add(archive.toString());
            TestLayers.run(unpacked, line.toArray(String[]::new));

            assertThat(LayerDifference.between(folder, unpacked)).isEmpty();
        }
    }

    @Test
    void gnu_tar_lists_whiteouts_as_plain_files() throws Exception {
        try (TestFolder test = TestFolder.create()) {
            Path folder = test.folder("folder");
            TestTree.fillTakenAway(folder);
            Path archive = Files.write(test.path().resolve("layer.tar.gz"), TestLayers.write(folder));
            String listing = TestLayers.run(
                    folder, "tar", "--list", "--verbose", "--numeric-owner", "--utc", "--file", archive.toString());

            assertThat(listing.lines().map(line -> line.replaceAll(" +", " ")))
                    .containsExactly(
                            "---------- 0/0 0 1970-01-01 00:00 .wh.gone",
                            "drwxr-xr-x 0/0 0 2020-11-01 00:00 opaque/",
                            "---------- 0/0 0 1970-01-01 00:00 opaque/.wh..wh..opq",
                            "-rw-r--r-- 0/0 100000 2020-11-01 00:00 opaque/inside");
        }
    }

    @Test
    void what_gnu_tar_writes_is_unpacked() throws Exception {
        for (String format : List.of("v7", "oldgnu", "ustar")) {
            checkRead(TestTree::fillPlainly, "tar", "--create", "--format=" + format, "--file");
        }
        checkRead(TestTree::fillPlainly, "tar", "--create", "--sparse", "--format=oldgnu", "--file");
        checkRead(TestTree::fillPlainly, "tar", "--create", "--sparse", "--format=gnu", "--file");
        checkRead(
                LayerToolsIT::fillWithEverything,
                "tar",
                "--create",
                "--format=posix",
                "--xattrs",
                "--xattrs-include=*",
                "--file");
        for (String version : List.of("0.0", "0.1", "1.0")) {
            checkRead(
                    LayerToolsIT::fillWithEverything,
                    "tar",
                    "--create",
                    "--format=posix",
                    "--sparse",
                    "--sparse-version=" + version,
                    "--xattrs",
                    "--xattrs-include=*",
                    "--file");
        }
    }

    @Test
    void what_libarchive_writes_is_unpacked() throws Exception {
        checkRead(LayerToolsIT::fillWithoutLists, "bsdtar", "-c", "--format=pax", "--xattrs", "-f");
        checkRead(TestTree::fillPlainly, "bsdtar", "-c", "--format=gnutar", "-f");
        checkRead(TestTree::fillPlainly, "bsdtar", "-c", "--format=ustar", "-f");
    }

    /** It rounds times to the nearest second, where we cut them off, and leaves out attributes without a value. */
    @Test
    void what_umoci_writes_is_unpacked() throws Exception {
        try (TestFolder test = TestFolder.create()) {
            umoci(test, "init", "--layout", "layout");
            umoci(test, "new", "--image", "layout:it");
            umoci(test, "unpack", "--image", "layout:it", "bundle");
            Path root = test.path().resolve("bundle/rootfs");
            fillWithEverything(root);
            Times.clamp(root, TestLayers.LATEST);
            umoci(test, "repack", "--refresh-bundle", "--image", "layout:it", "bundle");
            Path first = unpacked(test, newestLayer(test));

            assertThat(LayerDifference.between(root, first))
                    .containsExactly(
                            "/fifo: time",
                            "/" + root.relativize(TestTree.deepest(root)) + ": attributes",
                            "/plain: time",
                            "/sticky: time",
                            "/zz-hard: time");
            assertThat(Linux.attribute(TestTree.deepest(first), "security.capability"))
                    .hasValue(TestTree.CAPABILITY);

            Files.delete(root.resolve("fifo"));
            Files.delete(root.resolve("empty"));
            TestLayers.file(root, "empty", "no folder");
            umoci(test, "repack", "--image", "layout:it", "bundle");
            Path second = TestLayers.read(test, Files.readAllBytes(newestLayer(test)), first);

            assertThat(Whiteouts.isWhiteout(second.resolve("fifo"))).isTrue();
            assertThat(second.resolve("empty")).hasContent("no folder");
        }
    }

    private static void umoci(TestFolder test, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("umoci"));
        line.addAll(List.of(arguments));
        TestLayers.run(test.path(), line.toArray(String[]::new));
    }

    /** That of the image's top layer: its manifest, which the index names, lists it last. */
    private static Path newestLayer(TestFolder test) throws Exception {
        JsonNode index = json(test.path().resolve("layout/index.json"));
        JsonNode layers = json(blob(test, index.at("/manifests/0"))).path("layers");
        return blob(test, layers.get(layers.size() - 1));
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static Path blob(TestFolder test, JsonNode descriptor) {
        String hexadecimal = descriptor.path("digest").asText().substring(Sha256.PREFIX.length());
        return test.path().resolve("layout/blobs/sha256").resolve(hexadecimal);
    }

    /** Only its header is ours: nobody wants to wait for the rest, which is a hole. */
    @Test
    void both_find_their_way_past_a_file_of_more_than_8_gibibytes() throws Exception {
        try (TestFolder test = TestFolder.create()) {
            TarArchiveEntry entry = new TarArchiveEntry("large", TarConstants.LF_NORMAL, true);
            entry.setSize(MORE_THAN_8_GIBIBYTES);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            try (TarOutput tar = new TarOutput(header)) {
                tar.put(entry, Map.of());
            }
            byte[] start = Arrays.copyOf(header.toByteArray(), header.size() - END);
            Path archive = Files.write(test.path().resolve("layer.tar"), start);
            Linux.setSize(archive, start.length + MORE_THAN_8_GIBIBYTES + 511 + END);
            for (String program : List.of("tar", "bsdtar")) {
                String listing = TestLayers.run(test.path(), program, "-tvf", archive.toString());

                assertThat(listing).hasLineCount(1).contains(" " + MORE_THAN_8_GIBIBYTES + " ");
            }
        }
    }

    /** Fills a folder. */
    private interface Fill {
        void fill(Path folder) throws IOException;
    }

    private static void checkRead(Fill fill, String... command) throws Exception {
        try (TestFolder test = TestFolder.create()) {
            Path folder = test.folder("folder");
            fill.fill(folder);
            Times.clamp(folder, TestLayers.LATEST);
            Path archive = test.path().resolve("layer.tar");
            List<String> line = new ArrayList<>(List.of(command));
            line.addAll(List.of(archive.toString(), "."));
            TestLayers.run(folder, line.toArray(String[]::new));
            Path unpacked = unpacked(test, archive);

            assertThat(LayerDifference.between(folder, unpacked)).as("%s", line).isEmpty();
            assertThat(TestLayers.room(unpacked.resolve("sparse"))).isLessThan(1 << 20);
        }
    }

    /** Nearly all of it is a hole: whole, it would take the most part of a minute to write and digest. */
    @Test
    void a_file_of_more_than_8_gibibytes_keeps_its_length_and_its_hole() throws Exception {
        for (String format : List.of("gnu", "posix")) {
            try (TestFolder test = TestFolder.create()) {
                Path folder = test.folder("folder");
                Linux.setSize(TestLayers.file(folder, "large", "start"), MORE_THAN_8_GIBIBYTES);
                Path archive = test.path().resolve("layer.tar");
                TestLayers.run(
                        folder,
                        "tar",
                        "--create",
                        "--sparse",
                        "--format=" + format,
                        "--file",
                        archive.toString(),
                        "large");
                Path file = unpacked(test, archive).resolve("large");

                assertThat(Files.size(file)).isEqualTo(MORE_THAN_8_GIBIBYTES);
                assertThat(TestLayers.room(file)).isLessThan(1 << 20);
                try (InputStream start = Files.newInputStream(file)) {
                    assertThat(start.readNBytes(6)).isEqualTo("start\0".getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }

    private static Path unpacked(TestFolder test, Path archive) throws IOException {
        Path unpacked = test.folder("unpacked");
        try (InputStream in = Files.newInputStream(archive)) {
            LayerReader.read(in, unpacked, List.of());
        }
        return unpacked;
    }

    private static void fillWithEverything(Path folder) throws IOException {
        TestTree.fill(folder);
        TestTree.fillAsRoot(folder);
    }

    /** libarchive keeps lists of access rights in records of its own, which no container engine reads. */
    private static void fillWithoutLists(Path folder) throws IOException {
        fillWithEverything(folder);
        Files.delete(folder.resolve("shared"));
    }
}
