package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.layer.Compressor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that fails on demand is a fake: the real one does not. */
class DaemonImageTest {
    private static final EngineException EXPORT = Buildx.unavailable("export fails", "Mend it");
    private static final EngineException SAVE = Buildx.unavailable("save fails", "Mend it");
    private static final EngineException REMOVE = Buildx.unavailable("rm fails", "Mend it");

    private final Compressor compressor = new Compressor(Compression.DEFAULT);
    private final List<String> log = new ArrayList<>();
    private final List<EngineException> failures = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        compressor.close();
    }

    @Test
    void it_is_gone_once_it_is_saved() throws Exception {
        ExportedImage image = saved();

        assertThat(image.manifest().layers()).isEmpty();
        assertThat(log).containsExactly("export NAME", "save NAME", "image rm NAME");
    }

    @Test
    void it_is_gone_as_well_where_the_export_fails_half_way() {
        failures.add(EXPORT);

        assertThat(catchException(this::saved)).isSameAs(EXPORT);
        assertThat(log).containsExactly("export NAME", "image rm NAME");
    }

    @Test
    void what_failed_first_is_told_where_it_cannot_be_removed() {
        failures.add(SAVE);
        failures.add(REMOVE);

        assertThat(catchException(this::saved)).isSameAs(SAVE).hasSuppressedException(REMOVE);
        assertThat(log).containsExactly("export NAME", "save NAME", "image rm NAME");
    }

    @Test
    void an_image_that_stays_is_a_failure() {
        failures.add(REMOVE);

        assertThat(catchException(this::saved)).isSameAs(REMOVE);
    }

    private ExportedImage saved() throws IOException, EngineException, InterruptedException {
        return new DaemonImage(this::docker)
                .saved(
                        name -> {
                            log.add("export " + anonymous(name));
                            failWith(EXPORT);
                        },
                        folder,
                        compressor);
    }

    private void docker(String... words) throws EngineException {
        String name = anonymous(words[words.length - 1]);
        if (words[0].equals("save")) {
            log.add("save " + name);
            failWith(SAVE);
            save(Path.of(words[2]));
        } else {
            log.add(words[0] + " " + words[1] + " " + name);
            failWith(REMOVE);
        }
    }

    private static void save(Path file) {
        try (SavedArchive archive = SavedArchive.at(file)) {
            archive.file("config.json", "{}").file("manifest.json", "[{\"Config\":\"config.json\",\"Layers\":[]}]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void failWith(EngineException failure) throws EngineException {
        if (failures.contains(failure)) {
            throw failure;
        }
    }

    private static String anonymous(String name) {
        return name.replaceFirst("^slipway\\.local/[0-9a-f-]{36}$", "NAME");
    }
}
