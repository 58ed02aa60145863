package dev.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloorTest {
    private static final Path SOURCES = Path.of("family").toAbsolutePath();

    @Test
    void doesEachStepOnce(@TempDir Path folder) throws IOException {
        Family family = Family.compile(SOURCES, folder, List.of());
        List<FloorPlan.Step> steps = Floor.steps(family);
        assertThat(steps).doesNotHaveDuplicates();
        assertThat(steps)
                .filteredOn(step -> step.work() instanceof FloorPlan.Work.Pull)
                .hasSize(2);
        // Two accounts and toolchains, Python's libraries, the style tools, twice three releases and once all of them,
        // the testers' packages, and twice three interpreters.
        assertThat(steps)
                .filteredOn(step -> step.work() instanceof FloorPlan.Work.Run)
                .hasSize(4 + 1 + 1 + 6 + 1 + 3 + 6);
        assertThat(steps)
                .filteredOn(step -> step.work() instanceof FloorPlan.Work.Download)
                .hasSize(6);
        assertThat(steps)
                .filteredOn(step -> step.work() instanceof FloorPlan.Work.Copy)
                .hasSize(6);
    }

    @Test
    void makesEachStepAfterThoseThatItNeeds() {
        FloorPlan.Step base = new FloorPlan.Step(-1, new FloorPlan.Work.Pull("debian"));
        FloorPlan.Step download = new FloorPlan.Step(0, new FloorPlan.Work.Download("http://a/b's", "12", "/c"));
        FloorPlan.Step copy = new FloorPlan.Step(0, new FloorPlan.Work.Copy(1, "/c/", "/d/"));
        assertThat(FloorFiles.makefile(List.of(base, download, copy))).isEqualTo("""
                all: 0/done 1/done 2/done
                0/done:\s
                	sh ./floor-step 0\s
                	touch $@
                1/done: 0/done
                	sh ./floor-step 1 0
                	touch $@
                2/done: 0/done 1/done
                	sh ./floor-step 2 0
                	touch $@
                """);
        assertThat(FloorFiles.work(download)).isEqualTo("work() { download 'http://a/b'\\''s' '12' '/c'; }\n");
        assertThat(FloorFiles.work(copy)).isEqualTo("work() { copy '1/diff/c/' '/d/'; }\n");
    }
}
