package dev.slipway.judges;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The catalogue in package {@code sample}, as the processor renders it. */
final class Sample {
    private static final Path SOURCES = Path.of("src/test/java/dev/slipway/judges/sample");
    private static final Path FILES = Path.of("src/test/images");
    private static final Path DEBIAN_KEY = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    private Sample() {}

    /** Writes its Dockerfiles and Bake file into a folder, and returns that. */
    static Path render(Path folder) throws IOException {
        Path images = folder.resolve("images");
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    messages, files, null, options(folder, images), null, files.getJavaFileObjectsFromPaths(sources()));
            assertThat(task.call()).as("compiled: %s", messages).isTrue();
        }
        return images;
    }

    private static List<String> options(Path folder, Path images) throws IOException {
        return List.of(
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                Files.createDirectories(folder.resolve("classes")).toString(),
                "-Aslipway.context=" + context(folder.resolve("context")),
                "-Aslipway.output=" + images);
    }

    /** Its own files, and the key of the archive that it installs from. */
    private static Path context(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(FILES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, folder.resolve(FILES.relativize(file)));
            }
        }
        copy(DEBIAN_KEY, folder.resolve("keys").resolve(DEBIAN_KEY.getFileName()));
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.sorted().toList();
        }
    }
}
