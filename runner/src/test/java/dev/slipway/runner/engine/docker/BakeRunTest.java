package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.engine.MachinePrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BakeRunTest {
    @TempDir
    private Path folder;

    @Test
    void who_was_killed_writes_no_file_any_more() throws Exception {
        BakeRun run = BakeRun.start(new MachinePrograms(List.of())
                .program(List.of("sh", "-c", "n=0; while n=$((n + 1)); do : > " + folder + "/$n; done")));
        while (files() == 0) {
            Thread.onSpinWait();
        }

        run.kill();

        Folders.delete(folder);
        assertThat(folder).doesNotExist();
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
