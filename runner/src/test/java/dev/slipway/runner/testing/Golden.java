package dev.slipway.runner.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.TestInfo;

/**
 * Compares text with a file in {@code src/test/resources} at a path named after the test. After a change that is meant,
 * {@code mvn -pl runner -am test -Dslipway.golden.update=true} writes it anew, and the diff shows what it does.
 */
public final class Golden {
    private static final String UPDATE = "slipway.golden.update";

    private Golden() {}

    /** Fails unless the text is that of the test's file with the extension. */
    public static void assertMatches(String text, String extension, TestInfo test) {
        Path file = file(extension, test);
        try {
            if (Boolean.getBoolean(UPDATE)) {
                Files.createDirectories(file.resolveSibling("."));
                Files.writeString(file, text);
            }
            assertThat(text)
                    .as("%s; rewrite it with -D%s=true if the change is meant", file, UPDATE)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String extension, TestInfo test) {
        Class<?> type = test.getTestClass().orElseThrow();
        String method = test.getTestMethod().orElseThrow().getName();
        return Path.of("src/test/resources", type.getPackageName().replace('.', '/'), type.getSimpleName())
                .resolve(method + "." + extension);
    }
}
