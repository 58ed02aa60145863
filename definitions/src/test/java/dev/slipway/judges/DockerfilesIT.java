package dev.slipway.judges;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Dockerfile and Bake file there is, before its judges. */
@Tag("judges")
class DockerfilesIT {
    private static final Path DEFINITIONS = Path.of("target/images");
    private static final Path GOLDENS = Path.of("../processor/src/test/resources/dev/slipway/processor/render");

    @TempDir
    private static Path sample;

    private static Judges judges;

    @BeforeAll
    static void makeJudges() throws Exception {
        judges = Judges.make();
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    @DisplayName("hadolint finds nothing")
    void hadolint(Path dockerfile) throws Exception {
        assertThat(judges.hadolint().and(dockerfile).run()).isEqualTo(new Command.Outcome(0, ""));
    }

    @ParameterizedTest
    @MethodSource("catalogues")
    @DisplayName("Bake resolves every group, and BuildKit accepts and lints every variant without a word")
    void buildkit(Path folder) throws Exception {
        assertThat(judges.buildkit().and(folder).run()).isEqualTo(new Command.Outcome(0, ""));
    }

    @Test
    @DisplayName("hadolint is heard")
    void hadolintFinds(@TempDir Path folder) throws Exception {
        Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), """
                FROM debian
                RUN echo $HOME
                """);

        assertThat(judges.hadolint().and(dockerfile).run())
                .isEqualTo(new Command.Outcome(1, """
                %1$s:1 DL3006 warning: Always tag the version of an image explicitly
                %1$s:2 SC2086 info: Double quote to prevent globbing and word splitting.
                """.formatted(dockerfile)));
    }

    @Test
    @DisplayName("Bake and BuildKit are heard")
    void buildkitFinds(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("docker-bake.json"), """
                {
                  "group": {"default": {"targets": ["linted", "refused"]}, "broken": {"targets": ["missing"]}},
                  "target": {
                    "linted": {"context": "linted", "target": "linted", "args": {"A": "1", "B": "2"}},
                    "refused": {"context": "refused", "target": "refused"},
                    "forgotten": {"context": "linted", "target": "linted"}
                  }
                }
                """);
        Files.writeString(Files.createDirectory(folder.resolve("linted")).resolve("Dockerfile"), """
                # What a linted stage is
                ARG A
                FROM debian:bookworm as linted
                ENV C="$D"
                """);
        Files.writeString(Files.createDirectory(folder.resolve("refused")).resolve("Dockerfile"), """
                FROM debian:bookworm AS refused
                RUM true
                """);

        assertThat(judges.buildkit().and(folder).run()).isEqualTo(new Command.Outcome(1, """
                docker-bake.json: group broken: failed to find target missing
                docker-bake.json: target forgotten is not in group default
                linted: gives [A B], linted/Dockerfile declares [A]
                linted: linted/Dockerfile: line 2: InvalidDefinitionDescription: \
                Comment for ARG should follow the format: `# A <description>`
                linted: linted/Dockerfile: line 3: FromAsCasing: 'as' and 'FROM' keywords' casing do not match
                linted: linted/Dockerfile: line 4: UndefinedVar: Usage of undefined variable '$D'
                refused: refused/Dockerfile: dockerfile parse error on line 2: \
                unknown instruction: RUM (did you mean RUN?)
                """));
    }

    static Stream<Path> catalogues() throws IOException {
        Stream<Path> goldens = find(GOLDENS, "docker-bake.json").map(Path::getParent);
        return Stream.concat(Stream.of(DEFINITIONS, Sample.render(Files.createTempDirectory(sample, ""))), goldens);
    }

    static Stream<Path> dockerfiles() throws IOException {
        return catalogues().flatMap(catalogue -> find(catalogue, "Dockerfile"));
    }

    private static Stream<Path> find(Path folder, String name) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found =
                    files.filter(file -> file.endsWith(name)).sorted().toList();
            assertThat(found).as("%s below %s", name, folder).isNotEmpty();
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
