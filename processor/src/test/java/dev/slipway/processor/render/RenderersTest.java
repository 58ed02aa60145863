package dev.slipway.processor.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.slipway.graph.BuildGraph;
import dev.slipway.model.Base;
import dev.slipway.model.BindMount;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Network;
import dev.slipway.model.Origin;
import dev.slipway.model.Patience;
import dev.slipway.model.Program;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class RenderersTest {
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\\\)\\$\\{(?<name>[A-Z_]+)\\}");
    private static final Set<String> ARGUMENTS = Set.of(
            "CITUS",
            "PG",
            "PG_ALL",
            "PG_ALL_MAJOR",
            "PG_CITUS",
            "PG_CITUS_LAST",
            "PG_MAJOR",
            "PGDG",
            "PYPI",
            "RUST_ALL_LAST",
            "TOOLS");

    private static final Origin ORIGIN = new Origin("example.App", "", "App.java", 1);

    private final List<RenderedFile> files = Renderers.render(BuildGraph.of(SketchFamily.family()), SketchFamily::read);

    @Test
    void a_family_becomes_these_files(TestInfo test) {
        Golden.assertMatches(files, test);
    }

    @Test
    void the_same_family_gives_the_same_bytes() {
        assertThat(Renderers.render(BuildGraph.of(SketchFamily.family()), SketchFamily::read))
                .usingRecursiveComparison()
                .isEqualTo(files);
    }

    @Test
    void a_published_image_has_a_folder_with_the_files_that_its_stages_read() {
        assertThat(files)
                .extracting(RenderedFile::path)
                .contains("extbuilder/Dockerfile", "extbuilder/keys/pgdg.asc", "exttester/patches/17.9/one.patch")
                .doesNotContain("compilerbase/Dockerfile", "extbuilder/patches/17.9/one.patch");
        assertThat(files)
                .filteredOn(RenderedFile::executable)
                .extracting(RenderedFile::path)
                .contains("extbuilder/install-postgres.sh")
                .allMatch(path -> path.endsWith(".sh"));
    }

    @Test
    void a_context_that_is_copied_whole_has_no_file_of_the_builder() {
        List<RenderedFile> rendered = Renderers.render(BuildGraph.of(copying(".", "data/one")), path -> new byte[0]);
        assertThat(rendered)
                .filteredOn(file -> file.path().equals("app/.dockerignore"))
                .extracting(file -> new String(file.content(), StandardCharsets.UTF_8))
                .containsExactly("Dockerfile\n.dockerignore\n");
        assertThat(Renderers.render(BuildGraph.of(copying("data", "data/one")), path -> new byte[0]))
                .noneMatch(file -> file.path().endsWith(".dockerignore"));
    }

    @Test
    void a_context_that_is_mounted_has_the_same_files() {
        List<RenderedFile> whole = Renderers.render(BuildGraph.of(mounting(".", "data/one")), path -> new byte[0]);
        List<RenderedFile> part = Renderers.render(BuildGraph.of(mounting("data", "data/one")), path -> new byte[0]);
        assertThat(whole).extracting(RenderedFile::path).contains("app/data/one", "app/.dockerignore");
        assertThat(part).extracting(RenderedFile::path).contains("app/data/one").doesNotContain("app/.dockerignore");
    }

    @Test
    void a_context_cannot_have_files_that_mean_something_to_the_builder() {
        for (String name : List.of("Dockerfile", ".dockerignore", "Dockerfile.dockerignore")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Renderers.render(BuildGraph.of(copying(".", name)), path -> new byte[0]))
                    .withMessage("image 'app' needs a file '" + name + "': the generated one stands there");
        }
    }

    /** An image that copies a file or folder from a context of one file. */
    private static Family copying(String from, String file) {
        return family(new Step.Files(from, Text.literal("/all/"), "", "", List.of(ORIGIN)), file);
    }

    /** The same, but for a command that only sees it. */
    private static Family mounting(String path, String file) {
        Step run = new Step.Run(
                new Program.Inline(Text.literal("true")),
                new TreeMap<>(),
                Network.DEFAULT,
                List.of(),
                List.of(),
                List.of(),
                List.of(new BindMount.Context(path, Text.literal("/all"), false)),
                List.of(),
                "",
                Patience.USUAL,
                List.of(ORIGIN));
        return family(run, file);
    }

    private static Family family(Step step, String file) {
        StageDefinition main =
                new StageDefinition("app", new Base.External(Text.literal("scratch")), List.of(step), ORIGIN);
        ImageDefinition app = new ImageDefinition(
                "app",
                Text.literal("latest"),
                "",
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                main,
                List.of(),
                ORIGIN);
        ContextFile context = new ContextFile(file, ContextFile.sha256(new byte[0]), 0, false);
        return new Family("example", List.of(), List.of(), List.of(app), List.of(context));
    }

    @Test
    void a_shared_stage_has_the_same_letters_in_every_file() {
        Map<String, String> stages = new HashMap<>();
        Map<String, Integer> uses = new HashMap<>();
        dockerfiles()
                .forEach(dockerfile -> stages(dockerfile).forEach((name, text) -> {
                    assertThat(stages.getOrDefault(name, text)).as(name).isEqualTo(text);
                    stages.put(name, text);
                    uses.merge(name, 1, Integer::sum);
                }));
        assertThat(uses).containsEntry("compilerpostgres", 2).containsEntry("pythonbase", 2);
    }

    @Test
    void a_stage_declares_each_argument_before_it_uses_it() {
        dockerfiles().forEach(dockerfile -> {
            Set<String> global = new HashSet<>();
            Set<String> declared = new HashSet<>();
            boolean inStage = false;
            for (String line : dockerfile.lines().toList()) {
                if (line.startsWith("#")) {
                    continue;
                }
                if (line.startsWith("FROM ")) {
                    inStage = true;
                    declared.clear();
                    assertThat(variables(line)).isSubsetOf(global);
                } else if (line.startsWith("ARG ")) {
                    (inStage ? declared : global).add(line.substring(4).replaceAll("=.*", ""));
                    assertThat(!inStage || global.containsAll(declared))
                            .as(line)
                            .isTrue();
                } else {
                    assertThat(variables(line)).as(line).isSubsetOf(declared);
                }
            }
        });
    }

    private static List<String> variables(String line) {
        return VARIABLE.matcher(line)
                .results()
                .map(match -> match.group(1))
                .filter(ARGUMENTS::contains)
                .toList();
    }

    private Stream<String> dockerfiles() {
        return files.stream()
                .filter(file -> file.path().endsWith("/Dockerfile"))
                .map(file -> new String(file.content(), StandardCharsets.UTF_8));
    }

    private static Map<String, String> stages(String dockerfile) {
        Map<String, String> stages = new HashMap<>();
        List<String> parts = new ArrayList<>(Arrays.asList(dockerfile.split("\n\n(?=# .*\nFROM )")));
        parts.remove(0);
        parts.forEach(part -> {
            String from = part.lines().skip(1).findFirst().orElseThrow();
            stages.put(from.replaceAll(".* AS ", ""), part.strip().replaceAll("(?s)\n\n# Checked by.*", ""));
        });
        return stages;
    }
}
