package dev.slipway.runner.store;

import dev.slipway.runner.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Small files of text that end with the digest of what stands before: one that was truncated or changed, as when a
 * machine loses its power, is as good as none.
 */
final class SealedLines {
    private SealedLines() {}

    static void write(Path file, List<String> lines) throws IOException {
        String text = String.join("\n", lines) + "\n";
        Files.writeString(file, text + seal(text) + "\n", StandardCharsets.ISO_8859_1);
    }

    /** The lines; empty if the file is not there, or not as it was written. */
    static Optional<List<String>> read(Path file) throws IOException {
        String all;
        try {
            all = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        int end = all.lastIndexOf('\n', all.length() - 2) + 1;
        String text = all.substring(0, end);
        return all.substring(end).equals(seal(text) + "\n")
                ? Optional.of(text.lines().toList())
                : Optional.empty();
    }

    private static String seal(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
