package dev.slipway.runner.catalogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.Catalog;
import dev.slipway.runner.TestCatalog;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.failure.InputException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogsTest {
    private static final TestCatalog CATALOG = TestCatalog.of("dev.example", TestFamily.family());

    @TempDir
    Path folder;

    @Test
    void a_family_comes_back_as_it_was_written() {
        assertThat(Catalogs.of(List.of(CATALOG)).families()).containsExactly(TestFamily.family());
    }

    @Test
    void a_truncated_graph_is_refused_with_the_place() {
        String graph = CATALOG.resources().get("graph.json");
        Catalog truncated = CATALOG.with("graph.json", graph.substring(0, 100));

        assertThatThrownBy(() -> Catalogs.of(List.of(truncated)))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("catalogue dev.example: graph.json: damaged at line 1, column ")
                .hasMessageEndingWith("Run mvn package");
    }

    @Test
    void an_empty_graph_is_refused() {
        assertThatThrownBy(() -> Catalogs.of(List.of(CATALOG.with("graph.json", ""))))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("catalogue dev.example: graph.json: damaged at line 1, column ");
    }

    @Test
    void a_graph_of_a_newer_version_is_refused() {
        assertThatThrownBy(() -> Catalogs.of(List.of(CATALOG.with("graph.json", "{\"version\": 99}"))))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "catalogue dev.example: graph.json: the build graph is of version 99, and this runner reads up"
                                + " to version 1: update the runner");
    }

    @Test
    void a_graph_without_a_family_is_refused() {
        assertThatThrownBy(() -> Catalogs.of(List.of(CATALOG.with("graph.json", "{\"version\": 1}"))))
                .isInstanceOf(InputException.class)
                .hasMessage("catalogue dev.example: graph.json: not a build graph: it has no 'family'");
    }

    @Test
    void two_catalogues_with_the_same_image_are_refused_by_name() {
        TestCatalog other = TestCatalog.of("com.example", TestFamily.single("stylechecker", "1"));

        assertThatThrownBy(() -> Catalogs.of(List.of(CATALOG, other)))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "image 'stylechecker' is defined by two catalogues, com.example and dev.example: leave one of"
                                + " them off the class path");
    }

    @Test
    void two_catalogues_with_different_images_go_together() {
        TestCatalog other = TestCatalog.of("com.example", TestFamily.single("extra", "1"));

        assertThat(Catalogs.of(List.of(CATALOG, other)).images()).contains("extra", "stylechecker");
    }

    @Test
    void no_catalogue_is_refused() throws IOException {
        try (URLClassLoader empty = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> Catalogs.load(empty))
                    .isInstanceOf(InputException.class)
                    .hasMessage("there is no catalogue on the class path: run mvn package, or name the jars of one in"
                            + " SLIPWAY_CATALOG_PATH");
        }
    }

    @Test
    void a_catalogue_that_does_not_load_is_refused() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(Catalog.class.getName()), "com.example.Gone\n");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, Catalog.class.getClassLoader())) {
            assertThatThrownBy(() -> Catalogs.load(loader))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("a catalogue cannot be loaded: ")
                    .hasMessageContaining("com.example.Gone");
        }
    }

    @Test
    void a_catalogue_that_a_newer_java_compiled_is_refused() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(Catalog.class.getName()), "com.example.Images\n");
        byte[] javaOfTheFuture = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 120, 0, 1};
        Files.write(Files.createDirectories(folder.resolve("com/example")).resolve("Images.class"), javaOfTheFuture);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, Catalog.class.getClassLoader())) {
            assertThatThrownBy(() -> Catalogs.load(loader))
                    .isInstanceOf(InputException.class)
                    .hasMessage("a catalogue was compiled for a newer Java than this, "
                            + Runtime.version().feature()
                            + ": point JAVA_HOME to that, or compile it with '--release 17'");
        }
    }

    @Test
    void context_files_are_written_with_their_executable_bit() throws IOException {
        LoadedCatalog catalog = Catalogs.of(List.of(CATALOG)).all().get(0);

        catalog.writeContext(folder);

        assertThat(folder.resolve("test.sh")).hasContent(TestFamily.SCRIPT).isExecutable();
        assertThat(folder.resolve("keys/pgdg.asc")).exists();
        assertThat(Files.isExecutable(folder.resolve("keys/pgdg.asc"))).isFalse();
        assertThatCode(catalog::checkContext).doesNotThrowAnyException();
    }

    @Test
    void a_context_file_that_is_another_is_refused() {
        LoadedCatalog catalog = Catalogs.of(List.of(CATALOG.with("context/test.sh", "rm -rf /")))
                .all()
                .get(0);

        assertThatThrownBy(catalog::checkContext)
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "catalogue dev.example: file 'test.sh' is not the one that graph.json was made with. Run mvn"
                                + " package");
    }

    @Test
    void a_context_file_that_is_missing_is_refused() {
        TestCatalog bare = new TestCatalog(
                "dev.example", Map.of("graph.json", CATALOG.resources().get("graph.json")));

        assertThatThrownBy(() -> Catalogs.of(List.of(bare)).all().get(0).checkContext())
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("catalogue dev.example: file 'test.sh' is missing: ");
    }
}
