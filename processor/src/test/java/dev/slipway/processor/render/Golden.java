package dev.slipway.processor.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInfo;

/**
 * Compares rendered files with those in {@code src/test/resources} at a path named after the test. After a change that
 * is meant, {@code mvn -pl processor -am test -Dslipway.golden.update=true} writes them anew, and the diff shows what it
 * does.
 */
final class Golden {
    private static final String UPDATE = "slipway.golden.update";

    private Golden() {}

    static void assertMatches(List<RenderedFile> rendered, TestInfo test) {
        Path folder = folder(test);
        Map<String, String> actual = rendered.stream()
                .collect(Collectors.toMap(
                        RenderedFile::path, Golden::text, (first, second) -> first + second, TreeMap::new));
        if (Boolean.getBoolean(UPDATE)) {
            update(folder, actual);
        }
        Map<String, String> expected = stored(folder);
        assertThat(actual.keySet()).as("files in %s", folder).isEqualTo(expected.keySet());
        actual.forEach((path, content) -> assertThat(content)
                .as("%s; rewrite it with -D%s=true if the change is meant", folder.resolve(path), UPDATE)
                .isEqualTo(expected.get(path)));
    }

    private static Path folder(TestInfo test) {
        Class<?> type = test.getTestClass().orElseThrow();
        String method = test.getTestMethod().orElseThrow().getName();
        return Path.of("src/test/resources", type.getPackageName().replace('.', '/'), type.getSimpleName(), method);
    }

    private static String text(RenderedFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }

    private static void update(Path folder, Map<String, String> files) {
        stored(folder).keySet().forEach(path -> io(() -> Files.deleteIfExists(folder.resolve(path))));
        files.forEach((path, content) -> io(() -> {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        }));
    }

    private static Map<String, String> stored(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile)
                    .forEach(file -> files.put(
                            folder.relativize(file).toString().replace('\\', '/'), io(() -> Files.readString(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private interface Io<T> {
        T call() throws IOException;
    }

    private static <T> T io(Io<T> call) {
        try {
            return call.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
