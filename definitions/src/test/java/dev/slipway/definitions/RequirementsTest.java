package dev.slipway.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsTest {
    @ParameterizedTest
    @ValueSource(strings = {"python", "stylechecker"})
    @DisplayName("Every library is locked to one version, with hashes, and to no package index")
    void locked(String folder) throws IOException {
        String lock = Files.readString(Path.of("src/main/images", folder, "requirements.txt"));
        List<String> libraries = Arrays.stream(lock.split("\n(?=\\S)"))
                .filter(entry -> !entry.startsWith("#"))
                .toList();

        assertThat(libraries)
                .isNotEmpty()
                .allSatisfy(library -> assertThat(library).matches("(?s)[a-z0-9._-]+==[0-9][^ ]* .*--hash=sha256:.*"));
        assertThat(lock).doesNotContain("://");
    }
}
