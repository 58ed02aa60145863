package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.model.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where in a repository an annotation is. */
class SourceFilesTest {
    @TempDir
    Path folder;

    private Path sources;

    @BeforeEach
    void write() throws IOException {
        sources = folder.resolve("definitions/src/main/java");
        Path file = sources.resolve("dev/example/ExtTester.java");
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    @Test
    void a_type_may_be_in_the_file_of_another() {
        SourceFiles files = new SourceFiles(List.of(folder.resolve("other/src/main/java"), sources), folder);

        assertThat(files.path(origin("dev.example.ExtTester", "ExtTester.java")))
                .contains("definitions/src/main/java/dev/example/ExtTester.java");
        assertThat(files.path(origin("dev.example.ExtTester.Rust.Deep", "ExtTester.java")))
                .contains("definitions/src/main/java/dev/example/ExtTester.java");
    }

    @Test
    void what_is_not_in_the_repository_has_no_path_in_it() {
        assertThat(new SourceFiles(List.of(sources), folder).path(origin("dev.example.Other", "Other.java")))
                .isEmpty();
        assertThat(new SourceFiles(List.of(sources), folder.resolve("elsewhere"))
                        .path(origin("dev.example.ExtTester", "ExtTester.java")))
                .isEmpty();
    }

    private static Origin origin(String type, String file) {
        return new Origin(type, "Run", file, 7);
    }
}
