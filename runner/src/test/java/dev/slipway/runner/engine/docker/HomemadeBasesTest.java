package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.graph.Digests;
import dev.slipway.runner.engine.Debootstrap;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.registry.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomemadeBasesTest {
    private static final BaseRecipe.Debootstrapped MADE = new BaseRecipe.Debootstrapped("bookworm", List.of("git"));
    private static final Platform HERE = HomemadeBases.here("amd64");

    @TempDir
    private Path folder;

    @TempDir
    private Path work;

    @Test
    void bases_made_here_go_into_images_for_this_machine_only() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> HomemadeBases.require(List.of(MADE), List.of("linux/amd64", "linux/arm64"), HERE))
                .satisfies(e -> {
                    assertThat(e.failure().headline())
                            .isEqualTo("the bases that this profile makes of Debian's archive are for linux/amd64, and"
                                    + " images are to be built for linux/arm64. Choose another --platform or"
                                    + " --builder, or name images for them in the profile");
                    assertThat(e.failure().exitStatus()).isEqualTo(ExitCode.UNAVAILABLE);
                });
    }

    @Test
    void whatever_fits_is_taken() throws EngineException {
        HomemadeBases.require(List.of(MADE), List.of("linux/amd64", "linux/amd64/v2"), HERE);
        HomemadeBases.require(List.of(MADE), List.of("linux/arm64"), HomemadeBases.here("aarch64"));
        HomemadeBases.require(List.of(new BaseRecipe.Replaced("debian:12")), List.of("linux/arm64"), HERE);
    }

    @Test
    void a_builder_builds_for_its_first_platform_unless_told() {
        assertThat(new Builder("far", "remote", List.of("linux/arm64", "linux/amd64")).ownPlatform())
                .containsExactly("linux/arm64");
    }

    @Test
    void what_is_kept_is_what_runs_can_use_again() throws Exception {
        String here = HomemadeBases.here(System.getProperty("os.arch")).toString();
        String digest = Digests.of("debootstrapped", here, MADE.suite(), MADE.packages());
        Path home = Files.createDirectories(folder.resolve(digest.substring(digest.indexOf(':') + 1)));
        Files.createFile(home.resolve("base.tar"));
        Debootstrap debootstrap = new Debootstrap(new MachinePrograms(List.of()), Instant.EPOCH);
        HomemadeBases bases = new HomemadeBases(folder, work, debootstrap, Instant.MIN);

        Target first = bases.find(MADE, "debian:12", "slipway.base.1.debian", "small", event -> {});
        Target second = bases.find(MADE, "debian:12", "slipway.base.7.debian", "small", event -> {});

        assertThat(List.of(first.context(), second.context())).containsOnly(home);
        assertThat(names(home)).containsExactlyInAnyOrder("base.tar", "lock");
        assertThat(names(work))
                .containsExactlyInAnyOrder("slipway.base.1.debian.Dockerfile", "slipway.base.7.debian.Dockerfile");
        assertThat(second.dockerfile()).hasContent("""
                FROM scratch AS slipway.base.7.debian
                ADD base.tar /
                CMD ["bash"]
                """);
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
