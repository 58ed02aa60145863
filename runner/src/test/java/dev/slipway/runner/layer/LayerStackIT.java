package dev.slipway.runner.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.sandbox.InNamespace;
import dev.slipway.runner.sandbox.Linux;
import dev.slipway.runner.sandbox.Overlay;
import dev.slipway.runner.sandbox.TestFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Changes upon changes: what a step sees is what comes out of the archives again, unpacked by us and by umoci, which
 * knows nothing of overlays.
 */
@InNamespace(andAsOrdinaryUser = true)
class LayerStackIT {
    private static final String BASE = "mkdir -p d/e; echo 1 > d/f; echo 2 > d/e/g; ln -s d l; echo 3 > x; ln x y;"
            + " echo 4 > alone; chmod 4755 alone; chown 12:34 alone; mkdir kept; echo 5 > kept/h";

    @Test
    void a_folder_becomes_a_link_and_a_folder_again() throws Exception {
        check("mv d real; ln -s real d", "rm d; mkdir d; echo new > d/f", "rm -r d real; ln -s kept d; mkdir real");
    }

    @Test
    void a_link_becomes_a_folder() throws Exception {
        check("rm l; mkdir l; echo 1 > l/z", "rm -r l; ln -s kept l");
    }

    @Test
    void a_file_is_moved_and_moved_back() throws Exception {
        check("mv alone d/moved", "mv d/moved alone", "mv alone away && mv away alone");
    }

    @Test
    void a_folder_is_moved_and_moved_back() throws Exception {
        check("mv d moved", "mv moved d", "mv d away && mv away d");
    }

    @Test
    void what_was_taken_away_comes_back() throws Exception {
        check("rm -r d", "mkdir d; echo other > d/f", "rm d/f", "echo third > d/f; mkdir d/e", "rm -r d x kept");
    }

    @Test
    void a_file_becomes_a_folder_and_back() throws Exception {
        check("rm alone; mkdir alone; echo 1 > alone/z", "rm -r alone; echo 2 > alone");
    }

    @Test
    void modes_owners_and_times_change_alone() throws Exception {
        check("chmod 1777 d", "chown 5:6 d/e/g", "touch -h -d @1000000000 l", "chmod 2755 alone", "chown -h 7:8 l");
    }

    /** The kernel copies the one name that is written to; the other keeps the old content, as in every engine. */
    @Test
    void a_hard_link_of_a_lower_layer_breaks_when_it_is_written_to() throws Exception {
        check("echo more >> x", "ln y z; ln x w", "rm x; ln w x", "chmod 600 y");
    }

    @Test
    void links_across_folders_of_one_layer_stay() throws Exception {
        check("mkdir -p a/b; echo 1 > a/b/c; ln a/b/c d/c; ln a/b/c c; ln -s c s; ln s a/s", "rm a/b/c; echo 2 >> c");
    }

    @Test
    void fifos_empty_files_and_odd_names() throws Exception {
        check(
                "mkfifo p; : > empty; mkdir -p \"$(printf 'a\\nb')\"; echo 1 > \"$(printf 'caf\\351')\"",
                "rm p; mkdir p");
    }

    /** The kernel copies a whole mebibyte wherever there is data, and nothing where there is none. */
    @Test
    void holes_stay_holes_when_a_file_is_copied_up() throws Exception {
        try (TestFolder test = TestFolder.create()) {
            Path lower = test.folder("lower");
            Linux.setSize(TestLayers.file(lower, "sparse", "start"), 64 << 20);
            List<Path> layers = new ArrayList<>(List.of(lower));
            Path upper = step(test, layers, "printf x >> sparse");

            assertThat(upper.resolve("sparse")).hasSize((64 << 20) + 1);
            assertThat(TestLayers.room(upper.resolve("sparse"))).isLessThan(3 << 20);
        }
    }

    private static void check(String... steps) throws Exception {
        try (TestFolder test = TestFolder.create()) {
            List<Path> layers = new ArrayList<>();
            layers.add(test.folder("nothing"));
            step(test, layers, BASE);
            for (String step : steps) {
                step(test, layers, step);
            }
            List<byte[]> archives = new ArrayList<>();
            List<Path> unpacked = new ArrayList<>();
            for (Path layer : layers) {
                Times.clamp(layer, TestLayers.LATEST);
                archives.add(TestLayers.write(layer));
                unpacked.add(TestLayers.read(test, archives.get(archives.size() - 1)));
            }
            Path seen = test.folder("seen");
            Path again = test.folder("again");
            try (Overlay original = mounted(test, layers, seen);
                    Overlay copy = mounted(test, unpacked, again)) {
                assertThat(LayerDifference.between(original.root(), copy.root()))
                        .isEmpty();
                // An overlay counts all names of a file in a layer, those that a later layer covers included.
                assertThat(LayerDifference.between(original.root(), byUmoci(test, archives)))
                        .allMatch(line -> line.endsWith(": links"));
            }
        }
    }

    /** Runs a script where the layers are mounted, and puts its changes on top of them. */
    private static Path step(TestFolder test, List<Path> layers, String script) throws Exception {
        Path upper = Files.createTempDirectory(test.path(), "upper");
        Files.setAttribute(upper, "unix:mode", 0755);
        Path work = Files.createTempDirectory(test.path(), "work");
        Path root = Files.createTempDirectory(test.path(), "root");
        try (Overlay overlay = Overlay.mount(layers, upper, work, root)) {
            TestLayers.run(overlay.root(), "sh", "-ec", script);
        }
        layers.add(upper);
        return upper;
    }

    private static Overlay mounted(TestFolder test, List<Path> layers, Path root) throws IOException {
        return Overlay.mount(
                layers,
                Files.createTempDirectory(test.path(), "upper"),
                Files.createTempDirectory(test.path(), "work"),
                root);
    }

    private static Path byUmoci(TestFolder test, List<byte[]> archives) throws Exception {
        Path layout = test.folder("layout");
        Path blobs = Files.createDirectories(layout.resolve("blobs/sha256"));
        List<String> descriptors = new ArrayList<>();
        List<String> diffIds = new ArrayList<>();
        for (byte[] archive : archives) {
            descriptors.add(descriptor(blobs, "application/vnd.oci.image.layer.v1.tar+gzip", archive));
            diffIds.add('"' + Sha256.of(TestLayers.plain(archive)) + '"');
        }
        String configuration = descriptor(blobs, "application/vnd.oci.image.config.v1+json", """
                {"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers", "diff_ids": %s}}
                """.formatted(diffIds));
        String manifest = descriptor(
                blobs, "application/vnd.oci.image.manifest.v1+json", """
                {"schemaVersion": 2, "config": %s, "layers": %s}
                """.formatted(configuration, descriptors));
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\": \"1.0.0\"}");
        Files.writeString(layout.resolve("index.json"), """
                {"schemaVersion": 2, "manifests": [%s]}
                """.formatted(manifest.replaceFirst(
                "\\}$", ", \"annotations\": {\"org.opencontainers.image.ref.name\": \"it\"}}")));
        Path unpacked = test.path().resolve("by-umoci");
        TestLayers.run(test.path(), "umoci", "raw", "unpack", "--image", "layout:it", unpacked.toString());
        return unpacked;
    }

    private static String descriptor(Path blobs, String type, String text) throws IOException {
        return descriptor(blobs, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String descriptor(Path blobs, String type, byte[] bytes) throws IOException {
        String digest = Sha256.of(bytes);
        Files.write(blobs.resolve(digest.substring(Sha256.PREFIX.length())), bytes);
        return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}".formatted(type, digest, bytes.length);
    }
}
