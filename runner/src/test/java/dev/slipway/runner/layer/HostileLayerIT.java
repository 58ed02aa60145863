package dev.slipway.runner.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.slipway.runner.sandbox.InNamespace;
import dev.slipway.runner.sandbox.Linux;
import dev.slipway.runner.sandbox.TestFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/** Layers of people who mean no good: each is refused with the name of the entry, and reaches nothing. */
@InNamespace(andAsOrdinaryUser = true)
class HostileLayerIT {
    private static final byte PAX = TarConstants.LF_PAX_EXTENDED_HEADER_LC;
    private static final byte GLOBAL = TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER;
    private static final Allowance SMALL = new Allowance(200_000, 3);

    @Test
    void nothing_leaves_the_layer() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path outside = test.folder("outside");
            Path victim = TestLayers.file(outside, "victim", "unharmed");
            int owner = Inode.of(victim).user();
            String out = outside.toString();
            Map<TestArchive, String> attacks = new LinkedHashMap<>();
            attacks.put(new TestArchive().file("../outside/new", "x"), "'../outside/new' may be outside of the layer");
            attacks.put(
                    new TestArchive().file("a/../../outside/new", "x"),
                    "'a/../../outside/new' may be outside of the layer");
            attacks.put(new TestArchive().file(out + "/new", "x"), "'" + out + "/new' is an absolute name");
            attacks.put(new TestArchive().folder(out + "/new/"), "'" + out + "/new/' is an absolute name");
            attacks.put(
                    new TestArchive().link("way", "../outside").file("way/new", "x"),
                    "'way' is a link to '../outside', which is outside of the layer");
            attacks.put(
                    new TestArchive().folder("a/").link("a/way", "b/../../../outside"),
                    "'a/way' is a link to 'b/../../../outside', which is outside of the layer");
            attacks.put(
                    new TestArchive().link("way", out).file("way/new", "x"),
                    "'way/new' is below 'way', which is no folder");
            attacks.put(
                    new TestArchive().link("one", out).link("way", "one").folder("way/new/"),
                    "'way/new/' is below 'way', which is no folder");
            attacks.put(
                    new TestArchive().link("way", out).link("way/new", "x"),
                    "'way/new' is below 'way', which is no folder");
            attacks.put(
                    new TestArchive().link("way", out).file("way/.wh.victim", ""),
                    "'way/.wh.victim' is below 'way', which is no folder");
            attacks.put(
                    new TestArchive().link("way", out).file("way/.wh..wh..opq", ""),
                    "'way/.wh..wh..opq' is below 'way', which is no folder");
            attacks.put(
                    new TestArchive().hardLink("way", "../outside/victim"),
                    "'way' is a link to '../outside/victim', which may be outside of the layer");
            attacks.put(
                    new TestArchive().hardLink("way", victim.toString()),
                    "'way' is a link to '" + victim + "', and the layer has no such file before it");
            attacks.put(
                    new TestArchive().link("way", out).hardLink("new", "way/victim"),
                    "'new' is a link to 'way/victim', which is below a link");
            attacks.put(new TestArchive().link("way", victim.toString()).file("way", "x"), "'way' is there twice");

            check(test, attacks);
            try (var files = Files.list(outside)) {
                assertThat(files).containsExactly(victim);
            }
            assertThat(victim).hasContent("unharmed");
            assertThat(Inode.of(victim).user()).isEqualTo(owner);
            assertThat(Linux.attributes(outside)).isEmpty();
        }
    }

    /** A link and a file through it may be in two layers: each is unpacked by itself, and so the link is not followed. */
    @Test
    void the_link_of_a_lower_layer_is_not_followed() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path outside = test.folder("outside");
            Path lower = TestLayers.read(test, new TestArchive().link("way", outside.toString()));
            Path upper =
                    TestLayers.read(test, new TestArchive().file("way/new", "x").bytes(), lower);

            assertThat(outside).isEmptyDirectory();
            assertThat(upper.resolve("way/new")).hasContent("x");
        }
    }

    @Test
    void owners_and_times_of_links_are_not_those_of_their_targets() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path outside = TestLayers.file(test.folder("outside"), "victim", "unharmed");
            Inode before = Inode.of(outside);
            Path folder = TestLayers.read(
                    test,
                    new TestArchive().with(1234, 0777, Map.of("user.x", "y")).link("way", outside.toString()));

            assertThat(Inode.of(outside)).isEqualTo(before);
            assertThat(Inode.of(folder.resolve("way")).user()).isEqualTo(1234);
        }
    }

    @Test
    void what_takes_nothing_away_is_refused() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Map<TestArchive, String> attacks = new LinkedHashMap<>();
            attacks.put(new TestArchive().file(".wh.", ""), "'.wh.' takes nothing away");
            attacks.put(new TestArchive().file("a/.wh..", ""), "'a/.wh..' takes nothing away");
            attacks.put(new TestArchive().file("a/.wh...", ""), "'a/.wh...' takes nothing away");
            attacks.put(new TestArchive().file(".wh.a/b", ""), "'.wh.a/b' is below '.wh.a', which takes away");
            attacks.put(
                    new TestArchive().file(".wh..wh..opq", ""),
                    "'.wh..wh..opq' takes away all layers below, which none can");

            check(test, attacks);
        }
    }

    /** So do all engines: a layer may have been made for other lower ones. */
    @Test
    void what_takes_away_what_is_not_there_does_nothing() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Path folder = TestLayers.read(
                    test, new TestArchive().file("a/.wh.nowhere", "").file("a/b", "x"));

            assertThat(Whiteouts.isWhiteout(folder.resolve("a/nowhere"))).isTrue();
            assertThat(folder.resolve("a/b")).hasContent("x");
        }
    }

    @Test
    void what_is_there_twice_is_refused() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Map<TestArchive, String> attacks = new LinkedHashMap<>();
            attacks.put(new TestArchive().file("a", "1").file("./a", "2"), "'./a' is there twice");
            attacks.put(new TestArchive().file("a", "1").link("a", "b"), "'a' is there twice");
            attacks.put(new TestArchive().file("a", "1").hardLink("a", "a"), "'a' is there twice");
            attacks.put(new TestArchive().link("a", "b").folder("a/"), "'a/' is there twice");
            attacks.put(new TestArchive().folder("a/").link("a", "b"), "'a' is there twice");
            attacks.put(new TestArchive().file("a/b", "1").file("a", "2"), "'a' is there twice");
            attacks.put(new TestArchive().file(".wh.a", "").file(".wh.a", ""), "'.wh.a' is there twice");

            check(test, attacks);
        }
    }

    @Test
    void only_harmless_devices_are_made() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            byte character = TarConstants.LF_CHR;
            Map<TestArchive, String> attacks = new LinkedHashMap<>();
            attacks.put(
                    new TestArchive().device("dev/sda", TarConstants.LF_BLK, 8, 0),
                    "'dev/sda' is a device of the machine, block 8:0");
            attacks.put(
                    new TestArchive().device("dev/null", TarConstants.LF_BLK, 1, 3),
                    "'dev/null' is a device of the machine, block 1:3");
            attacks.put(
                    new TestArchive().device("mem", character, 1, 1),
                    "'mem' is a device of the machine, character 1:1");
            attacks.put(
                    new TestArchive().device("gone", character, 0, 0),
                    "'gone' is a device of the machine, character 0:0");
            check(test, attacks);

            Path folder = TestLayers.read(
                    test, new TestArchive().with(0, 0666, Map.of()).device("null", character, 1, 3));
            Path device = folder.resolve("null");
            if (Files.exists(device)) {
                assertThat(Inode.of(device))
                        .returns(FileKind.CHARACTER_DEVICE, Inode::kind)
                        .returns(Linux.device(1, 3), Inode::device)
                        .returns(0666, Inode::permissions);
            }
        }
    }

    @Test
    void headers_that_cannot_be_are_refused() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            Map<TestArchive, String> attacks = new LinkedHashMap<>();
            attacks.put(
                    new TestArchive().file("volume", "", (byte) 'V'),
                    "'volume' is of type 'V', which layers do not have");
            attacks.put(
                    new TestArchive().with(1L << 32, 0644, Map.of()).file("a", "x"),
                    "'a' belongs to 4294967296, which is no number of a user or group");
            attacks.put(
                    new TestArchive().with(0xffff_ffffL, 0644, Map.of()).file("a", "x"),
                    "'a' belongs to 4294967295, which is no number of a user or group");
            attacks.put(extended("mtime", "1e999999999"), "'a' has a damaged header: a time of '1e999999999'");
            attacks.put(extended("size", "-1"), "'a' has a damaged header: a length of -1 bytes");
            attacks.put(extended("size", "many"), "'a' has a damaged header: For input string: \"many\"");
            attacks.put(extended("path", "b\0c"), "'b\\x00c' has a zero byte in its name");
            attacks.put(
                    extended("path", "../\u001b[31m\n" + "x".repeat(1000)),
                    "'../\\x1b[31m\\x0a" + "x".repeat(111) + "...' may be outside of the layer");
            attacks.put(new TestArchive().file("", "x"), "'' takes the place of the layer itself");
            attacks.put(
                    new TestArchive().file("a/" + "b".repeat(256), "x"),
                    "'a/" + "b".repeat(118) + "...', or what comes after it, cannot be unpacked: File name too long");

            check(test, attacks);
        }
    }

    private static TestArchive extended(String key, String value) {
        return new TestArchive().extended(PAX, Map.of(key, value)).file("a", "x");
    }

    @Test
    void a_map_of_holes_must_fit() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            String fit = "'a' has a damaged header: a map of holes that does not fit the file";
            Map<TestArchive, String> attacks = new LinkedHashMap<>();
            attacks.put(sparse("100", "0,1,0,1", "xy"), fit);
            attacks.put(sparse("100", "-1,2", "xy"), fit);
            attacks.put(sparse("1", "0,2", "xy"), fit);
            attacks.put(sparse("100", "9223372036854775807,2", "xy"), fit);
            attacks.put(sparse("-1", "", ""), "'a' has a damaged header: a length of -1 bytes");
            attacks.put(
                    sparse("100", "0,1", "xy"), "'a' has a damaged header: a map of holes that does not fit its data");
            attacks.put(sparse("100", "0", "xy"), "'a' has a damaged header: a map of holes that ends in the middle");
            attacks.put(
                    new TestArchive()
                            .extended(PAX, Map.of("GNU.sparse.major", "1", "GNU.sparse.realsize", "5"))
                            .file("a", "7".repeat(100)),
                    "'a' has a damaged header: a map of holes that is no list of numbers");

            check(test, attacks);
        }
    }

    private static TestArchive sparse(String size, String map, String data) {
        return new TestArchive()
                .extended(PAX, Map.of("GNU.sparse.size", size, "GNU.sparse.map", map))
                .file("a", data);
    }

    @Test
    void huge_headers_are_refused() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            TestArchive many = new TestArchive();
            TestArchive global = new TestArchive();
            for (int i = 0; i < 20; i++) {
                many.extended(PAX, Map.of("comment" + i, "x".repeat(60_000)));
                global.extended(GLOBAL, Map.of("comment" + i, "x".repeat(60_000)))
                        .file("a" + i, "");
            }
            Map<TestArchive, String> attacks = new LinkedHashMap<>();
            attacks.put(
                    new TestArchive()
                            .extended(PAX, Map.of("comment", "x".repeat(2_000_000)))
                            .file("a", ""),
                    "'PaxHeaders/x' is an extended header, of 2000017 bytes with those before, and 1048576 are allowed");
            attacks.put(
                    many.file("a", ""),
                    "'PaxHeaders/x' is an extended header, of 1080296 bytes with those before, and 1048576 are allowed");
            attacks.put(global, "its global headers have more than 1048576 bytes");

            check(test, attacks);
        }
    }

    @Test
    void a_bomb_is_stopped() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            byte[] zeros = Arrays.copyOf(new TestArchive().file("a", "x").bytes(), 1_000_000);
            TestArchive many =
                    new TestArchive().folder("1/").file("2", "").link("3", "x").file("4", "");
            TestArchive large = new TestArchive().file("a", "x".repeat(120_000)).file("b", "x".repeat(120_000));
            TestArchive hole = sparse("9223372036854775807", "0,2", "xy");

            check(test, SMALL, many.bytes(), "'4' is one too many: a layer may have 3 entries");
            check(test, SMALL, large.bytes(), "'b' makes the layer larger than the 200000 bytes that are allowed");
            check(test, SMALL, hole.bytes(), "'a' makes the layer larger than the 200000 bytes that are allowed");
            for (byte[] bomb : List.of(gzip(zeros), Zstd.compress(zeros))) {
                check(test, SMALL, bomb, "it unpacks to more than the 200000 bytes that are allowed");
            }
        }
    }

    @Test
    void what_is_cut_short_or_goes_on_too_long_is_refused() throws IOException {
        try (TestFolder test = TestFolder.create()) {
            byte[] plain = new TestArchive().file("a", "x".repeat(500_000)).bytes();
            byte[] gzip = gzip(plain);
            byte[] zstd = Zstd.compress(plain);
            String noTar = "it is no tar archive, or a damaged one";
            String cut = "'a', or what comes after it, cannot be unpacked: ";

            check(test, Allowance.DEFAULT, Arrays.copyOf(plain, 3000), cut + "its data ends too early");
            check(test, Allowance.DEFAULT, Arrays.copyOf(plain, 300), noTar);
            check(test, Allowance.DEFAULT, Arrays.copyOf(gzip, gzip.length - 4), cut + "its data ends too early");
            check(test, Allowance.DEFAULT, Arrays.copyOf(zstd, zstd.length - 4), cut + "Truncated source");
            check(test, Allowance.DEFAULT, joined(gzip, "garbage"), cut + "Unexpected data after a valid .gz stream.");
            check(test, Allowance.DEFAULT, joined(zstd, "garbage"), cut + "Unknown frame descriptor");
            check(test, Allowance.DEFAULT, "not a tar".getBytes(StandardCharsets.US_ASCII), noTar);
        }
    }

    private static void check(TestFolder test, Map<TestArchive, String> attacks) {
        attacks.forEach((archive, message) -> check(test, Allowance.DEFAULT, archive.bytes(), message));
    }

    private static void check(TestFolder test, Allowance allowance, byte[] archive, String message) {
        assertThatThrownBy(
                        () -> LayerReader.read(new ByteArrayInputStream(archive), target(test), List.of(), allowance))
                .as(message)
                .isInstanceOf(LayerException.class)
                .hasMessage(message);
    }

    private static Path target(TestFolder test) throws IOException {
        return Files.createTempDirectory(test.path(), "target");
    }

    private static byte[] joined(byte[] bytes, String text) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(bytes);
        joined.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return joined.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }
}
