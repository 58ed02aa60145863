package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.model.BindMount;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.sandbox.InNamespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.MountingFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What commands see of stages and the context. */
@InNamespace(andAsOrdinaryUser = true)
class MountsIT {
    private final TestFolder folder = TestFolder.untilTheEnd();
    private final EngineRun run = new EngineRun(folder.path(), folder.path().resolve("store"));

    MountsIT() throws IOException {}

    @Test
    void a_step_depends_on_what_it_sees_of_a_stage_and_on_nothing_else() throws Exception {
        run.build(MountingFamily.of("a", "1", false));
        assertThat(run.steps()).contains(MountingFamily.STEP);
        assertThat(run.build(MountingFamily.of("a", "1", false)).values()).allMatch(BuiltImage::cached);

        run.build(MountingFamily.of("a", "2", false));
        assertThat(run.steps()).containsExactly("app: RUN mkdir -p /out/shown");

        run.build(MountingFamily.of("b", "2", false));
        assertThat(run.steps()).containsExactly("app: RUN mkdir -p /out/shown", MountingFamily.STEP);
    }

    @Test
    void a_mount_of_nothing_fails_its_step() {
        assertThat(lastLines(MountingFamily.mount("/nowhere", "/mnt")))
                .containsExactly("there is no /nowhere to mount");
        assertThat(lastLines(MountingFamily.mount("/out", "/mnt"), MountingFamily.mount("/out", "/mnt/in")))
                .containsExactly("there is no /mnt/in to mount on, and the mount at /mnt is read-only."
                        + " Make it in what is mounted at /mnt, or give that rw = true");
    }

    private List<String> lastLines(BindMount... mounts) {
        EngineException failure =
                catchThrowableOfType(EngineException.class, () -> run.build(MountingFamily.seeing(mounts)));
        return failure.failure().lastLines();
    }

    @Test
    void what_a_command_changes_of_it_is_gone() throws Exception {
        run.build(MountingFamily.of("a", "1", true));
        assertThat(folder.path().resolve("context/note")).hasContent("note");

        run.build(MountingFamily.of("a", "2", false));
        assertThat(run.steps()).contains(MountingFamily.STEP);
        try (var files = Files.walk(folder.path().resolve("store"))) {
            assertThat(files.filter(file -> file.endsWith("out/shown/file")))
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(file).hasContent("a"));
        }
    }
}
