package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.Digests;
import dev.slipway.runner.engine.Debootstrap;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.sandbox.TestJvm;
import dev.slipway.runner.store.Pruned;
import dev.slipway.runner.store.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptBasesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final BaseRecipe.Debootstrapped MADE = new BaseRecipe.Debootstrapped("bookworm", List.of("git"));
    private static final int SIZE = 100;

    @TempDir
    private Path temporary;

    private Path folder;
    private KeptBases bases;

    @BeforeEach
    void make() {
        folder = temporary.resolve("bases");
        bases = KeptBases.of(temporary.resolve("store"));
    }

    @Test
    void there_are_none_where_nobody_made_one() throws IOException {
        assertThat(bases.usage()).isEqualTo(new Usage(Usage.Kind.BASES, 0, 0, 0, 0));
        assertThat(bases.prune(0, NOW)).isEqualTo(new Pruned(Map.of(), 0, 0));
        assertThat(folder).doesNotExist();
    }

    @Test
    void what_nobody_has_used_for_long_goes_and_of_the_rest_the_least_recently_used() throws IOException {
        Path old = base("old", 31);
        Path middle = base("middle", 10);
        Path fresh = base("fresh", 1);

        assertThat(bases.usage()).isEqualTo(new Usage(Usage.Kind.BASES, 3, 0, 3 * SIZE, 3 * SIZE));
        assertThat(bases.prune(Long.MAX_VALUE, NOW)).isEqualTo(new Pruned(Map.of(Usage.Kind.BASES, 1), SIZE, 2 * SIZE));
        assertThat(old.resolve("base.tar")).doesNotExist();
        assertThat(bases.prune(SIZE, NOW)).isEqualTo(new Pruned(Map.of(Usage.Kind.BASES, 1), SIZE, SIZE));
        assertThat(middle.resolve("base.tar")).doesNotExist();
        assertThat(fresh.resolve("base.tar")).exists();
        assertThat(bases.prune(SIZE, NOW)).isEqualTo(new Pruned(Map.of(), 0, SIZE));
    }

    @Test
    void what_a_killed_runner_has_left_is_counted_and_goes() throws IOException {
        Path killed = base("killed", 31);
        Path draft = Files.move(killed.resolve("base.tar"), killed.resolve("draft.tar"));

        assertThat(bases.usage()).isEqualTo(new Usage(Usage.Kind.BASES, 1, 0, SIZE, SIZE));
        assertThat(bases.prune(Long.MAX_VALUE, NOW)).isEqualTo(new Pruned(Map.of(Usage.Kind.BASES, 1), SIZE, 0));
        assertThat(draft).doesNotExist();
    }

    @Test
    void what_another_runner_builds_from_stays_and_was_used_last() throws IOException, InterruptedException {
        String here = HomemadeBases.here(System.getProperty("os.arch")).toString();
        String digest = Digests.of("debootstrapped", here, MADE.suite(), MADE.packages());
        Path used = base(digest.substring(digest.indexOf(':') + 1), 99);
        Process runner = new ProcessBuilder(TestJvm.command(
                        Runner.class,
                        folder.toString(),
                        Files.createDirectory(temporary.resolve("work")).toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(runner.getInputStream().read()).isEqualTo('u');

            assertThat(bases.usage()).isEqualTo(new Usage(Usage.Kind.BASES, 1, 1, SIZE, 0));
            assertThat(bases.prune(0, NOW)).isEqualTo(new Pruned(Map.of(), 0, SIZE));
            assertThat(used.resolve("base.tar")).exists();
            assertThat(Files.getLastModifiedTime(used.resolve("lock")).toInstant())
                    .isAfter(NOW.minus(Duration.ofDays(99)));
        } finally {
            runner.getOutputStream().close();
            assertThat(runner.waitFor()).isZero();
        }
        assertThat(bases.prune(0, NOW)).isEqualTo(new Pruned(Map.of(Usage.Kind.BASES, 1), SIZE, 0));
    }

    /** Another runner, which uses a base until its input ends. */
    public static final class Runner {
        private Runner() {}

        /** @param arguments the folders of bases and of work */
        public static void main(String... arguments) throws Exception {
            Debootstrap debootstrap = new Debootstrap(new MachinePrograms(List.of()), Instant.EPOCH);
            try (HomemadeBases homemade =
                    new HomemadeBases(Path.of(arguments[0]), Path.of(arguments[1]), debootstrap, Instant.MIN)) {
                Target first = homemade.find(MADE, "debian:12", "first", "small", event -> {});
                Target second = homemade.find(MADE, "debian:12", "second", "small", event -> {});
                System.out.print(first.context().equals(second.context()) ? 'u' : '?');
                System.out.flush();
                int end = System.in.read();
                System.exit(end < 0 ? 0 : 1);
            }
        }
    }

    private Path base(String name, int days) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.write(home.resolve("base.tar"), new byte[SIZE]);
        Path lock = Files.createFile(home.resolve("lock"));
        Files.setLastModifiedTime(lock, FileTime.from(NOW.minus(Duration.ofDays(days))));
        return home;
    }
}
