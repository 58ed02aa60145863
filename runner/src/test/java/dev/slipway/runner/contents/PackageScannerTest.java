package dev.slipway.runner.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.layer.LayerException;
import dev.slipway.runner.layer.TestArchive;
import dev.slipway.runner.packages.Distribution;
import dev.slipway.runner.registry.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PackageScannerTest {
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String STATUS = "var/lib/dpkg/status";
    private static final String PYTHON = "usr/lib/python3/site-packages/";

    private final Map<String, byte[]> archives = new HashMap<>();
    private final List<String> opened = new ArrayList<>();
    private final PackageScanner scanner = new PackageScanner();

    @Test
    void the_topmost_file_counts() throws IOException {
        Descriptor base = layer(new TestArchive()
                .file(STATUS, dpkg("bash", "5.1") + dpkg("gone", "1"))
                .file("usr/lib/os-release", "ID=debian\nVERSION_ID=12\n"));
        Descriptor top = layer(new TestArchive().file(STATUS, dpkg("zsh", "5.9") + dpkg("bash", "5.2")));

        PackageList list = scanner.scan(List.of(base, top), this::open);

        assertThat(names(list)).containsExactly("bash 5.2", "zsh 5.9");
        assertThat(list.distribution()).contains(new Distribution("debian", "12"));
    }

    @Test
    void what_is_taken_away_is_gone() throws IOException {
        Descriptor base = layer(python("one").file("opt/x", "x"));
        Descriptor more = layer(python("two"));

        assertThat(names(scanner.scan(List.of(base, more), this::open))).containsExactly("one 1", "two 1");
        for (TestArchive taking : List.of(
                new TestArchive().file(PYTHON + ".wh.one.dist-info", ""),
                new TestArchive().file(PYTHON + "one.dist-info/.wh.METADATA", ""),
                new TestArchive().file(PYTHON + "one.dist-info", "a file in the place of a folder"),
                new TestArchive().link(PYTHON + "one.dist-info", "elsewhere"))) {
            assertThat(names(scanner.scan(List.of(base, more, layer(taking)), this::open)))
                    .containsExactly("two 1");
        }
        for (TestArchive taking : List.of(
                new TestArchive().file(".wh..wh..opq", ""),
                new TestArchive().file(".wh.usr", ""),
                new TestArchive().file("usr/.wh.lib", ""),
                new TestArchive().file("usr/.wh..wh..opq", ""),
                new TestArchive().folder(PYTHON).file(PYTHON + ".wh..wh..opq", ""))) {
            assertThat(names(scanner.scan(List.of(base, more, layer(taking)), this::open)))
                    .isEmpty();
        }
    }

    @Test
    void a_layer_keeps_what_it_brings_where_it_takes_away() throws IOException {
        Descriptor base = layer(python("one"));
        Descriptor top = layer(python("two").file(PYTHON + ".wh..wh..opq", ""));

        assertThat(names(scanner.scan(List.of(base, top), this::open))).containsExactly("two 1");
    }

    @Test
    void hard_links_are_what_they_lead_to() throws IOException {
        Descriptor layer = layer(new TestArchive()
                .file("root/.cache/uv/one.dist-info/METADATA", metadata("one"))
                .hardLink(PYTHON + "one.dist-info/METADATA", "root/.cache/uv/one.dist-info/METADATA"));

        assertThat(names(scanner.scan(List.of(layer), this::open))).containsExactly("one 1");
    }

    @Test
    void what_images_share_is_read_once() throws IOException {
        Descriptor base = layer(python("one"));
        Descriptor top = layer(python("two"));

        scanner.scan(List.of(base, top), this::open);
        scanner.scan(List.of(base), this::open);

        assertThat(opened).containsExactly(base.digest(), top.digest());
    }

    @Test
    void layers_that_may_not_be_passed_on_are_not_asked_for() throws IOException {
        Descriptor foreign = new Descriptor(
                "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", Sha256.of(new byte[] {1}), 1);

        assertThat(scanner.scan(List.of(foreign), this::open).packages()).isEmpty();
        assertThat(opened).isEmpty();
    }

    @Test
    void a_damaged_layer_is_named_and_read_again_the_next_time() throws IOException {
        Descriptor layer = layer(python("one"));
        byte[] sound = archives.put(layer.digest(), new byte[] {0x1f, (byte) 0x8b, 8, 0});

        assertThatExceptionOfType(LayerException.class)
                .isThrownBy(() -> scanner.scan(List.of(layer), this::open))
                .withMessage("it cannot be read: its data ends too early");
        archives.put(layer.digest(), sound);
        assertThat(names(scanner.scan(List.of(layer), this::open))).containsExactly("one 1");
    }

    private InputStream open(Descriptor layer) {
        opened.add(layer.digest());
        return new ByteArrayInputStream(archives.get(layer.digest()));
    }

    private Descriptor layer(TestArchive archive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(archive.bytes());
        }
        Descriptor layer = new Descriptor(LAYER, Sha256.of(bytes.toByteArray()), bytes.size());
        archives.put(layer.digest(), bytes.toByteArray());
        return layer;
    }

    private static TestArchive python(String name) {
        return new TestArchive().file(PYTHON + name + ".dist-info/METADATA", metadata(name));
    }

    private static String metadata(String name) {
        return "Name: " + name + "\nVersion: 1\n\nSome words\n";
    }

    private static String dpkg(String name, String version) {
        return "Package: " + name + "\nStatus: install ok installed\nVersion: " + version + "\n\n";
    }

    private static List<String> names(PackageList list) {
        return list.packages().stream()
                .map(each -> each.name() + " " + each.version())
                .toList();
    }
}
