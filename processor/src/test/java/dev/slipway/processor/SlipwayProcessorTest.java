package dev.slipway.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.testing.compile.Compilation;
import dev.slipway.graph.GraphDocument;
import dev.slipway.model.Base;
import dev.slipway.model.BindMount;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.model.TmpfsMount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a compilation makes of a catalogue, whole. */
class SlipwayProcessorTest {
    private static final JavaFileObject AXIS = Sources.file("Postgres", """
            @Axis("pg")
            enum Postgres {
                @Release("16.13") PG16,
                @Release("17.9") PG17
            }
            """);
    private static final JavaFileObject SERVER = Sources.file("Server", """
            /** Serves. */
            @Image
            @From("debian:bookworm")
            @ForEach(Postgres.class)
            @AptPackages({"make", "postgresql-{pg.major}"})
            interface Server {}
            """);

    private static final String FOREIGN = """
            @From(image = left.Server.class)
            @ForEach(left.Postgres.class)
            @Env(name = "VERSION", value = "{pg}")""";
    private static final String[] REFUSED = {
        "Tools.java:6: [Slipway.NotAnImage] 'Server' is an image of another catalogue. Name it by its reference, or move"
                + " it to package right",
        "Tools.java:7: [Slipway.NotAnAxis] 'Postgres' is an axis of another catalogue. Declare it in package right"
    };

    @Test
    void a_catalogue_becomes_a_class_that_services_find() throws IOException {
        Map<String, String> generated = generated(compiled(Sources.catalog(), AXIS, SERVER));

        assertThat(generated).containsEntry("META-INF/services/dev.slipway.catalog.Catalog", "test.TestImages\n");
        assertThat(generated.get("test/TestImages.java"))
                .contains("SERVER = new ImageName(\"test\", \"server\", List.of(\"16.13\", \"17.9\"))")
                .contains("Serves.");
    }

    @Test
    void the_order_of_files_changes_nothing() throws IOException {
        assertThat(generated(compiled(SERVER, AXIS, Sources.catalog())))
                .isEqualTo(generated(compiled(Sources.catalog(), AXIS, SERVER)));
    }

    @Test
    void every_class_and_every_mistake_in_it_is_reported() {
        Compilation compilation = Sources.compile(List.of(
                Sources.catalog(),
                Sources.file(
                        "One", "@Image @From(\"debian:bookworm\") @Expose(\"no\") @Workdir(\"srv\") interface One {}"),
                Sources.file("Two", "@Image interface Two {}"),
                Sources.file("Three", "@Image @From(image = Missing.class) interface Three {}")));

        assertThat(errors(compilation))
                .anyMatch(text -> text.contains("cannot find symbol"))
                .filteredOn(text -> text.startsWith("[Slipway."))
                .extracting(text -> text.replaceAll("\\].*", "]"))
                .containsExactlyInAnyOrder(
                        "[Slipway.MalformedPort]", "[Slipway.MalformedPath]", "[Slipway.MissingFrom]");
    }

    @Test
    void a_catalogue_waits_for_what_another_processor_generates() throws IOException {
        Compilation compilation = Sources.compile(
                List.of(
                        Sources.catalog(),
                        SERVER,
                        Sources.file("Tools", "@Image @From(image = Made.class) interface Tools {}")),
                List.of(AXIS, Sources.file("Made", "@Image @From(\"debian:bookworm\") interface Made {}")),
                Sources.CONTEXT,
                Path.of("target/images"));

        assertThat(errors(compilation)).isEmpty();
        assertThat(generated(compilation).get("test/TestImages.java")).contains("MADE", "SERVER", "TOOLS");
    }

    @Test
    void different_uses_of_a_fragment_have_a_stage_each_and_equal_ones_share() throws IOException {
        Compilation compilation = compiled(
                Sources.catalog(),
                Sources.file("Tools", """
                        @Image
                        @From("debian:bookworm")
                        @Twice(names = {"a", "b"})
                        @Built(name = "a", to = "/x")
                        interface Tools {}
                        """),
                Sources.file("Twice", """
                        @Fragment
                        @Built(name = "a", to = "/x")
                        @Other(name = "{names}")
                        @AptPackages("lib{names}-dev")
                        @interface Twice {
                            String[] names();
                        }
                        """),
                built("Built"),
                Sources.file("Other", """
                        @Fragment
                        @Built(name = "{name}", to = "/x")
                        @interface Other {
                            String name();
                        }
                        """));

        ImageDefinition tools = family(compilation).image("tools").orElseThrow();
        assertThat(tools.builders()).extracting(StageDefinition::name).containsExactly("build", "build-2");
        assertThat(tools.main().steps().toString()).contains("liba-dev", "libb-dev");
    }

    @Test
    void a_command_mounts_files_of_stages_images_and_the_context() throws IOException {
        Compilation compilation =
                compiled(Sources.catalog(), AXIS, SERVER, Sources.file("Tools", """
                        @Image
                        @From("debian:bookworm")
                        @ForEach(Postgres.class)
                        @Compiled(folder = "out")
                        interface Tools {}
                        """), Sources.file("Compiled", """
                        @Fragment
                        @Run(
                                value = "make",
                                tmpfs = @Tmpfs(value = "/{folder}", size = "64m"),
                                binds = {
                                    @Bind(target = "/all"),
                                    @Bind(source = "scripts", target = "/mnt/{folder}", rw = true),
                                    @Bind(stage = Compiled.Built.class, source = "/{folder}", target = "/mnt/{pg.major}"),
                                    @Bind(image = Server.class, target = "/server", rw = true),
                                    @Bind(external = "tool:{pg}", source = "/bin", target = "/tool")
                                })
                        @interface Compiled {
                            String folder();

                            @Stage(name = "built")
                            @From("debian:bookworm")
                            @Run("make >/{folder}")
                            interface Built {}
                        }
                        """));

        ImageDefinition tools = family(compilation).image("tools").orElseThrow();
        assertThat(tools.neededImages()).containsExactly("server");
        assertThat(tools.builders()).extracting(StageDefinition::name).containsExactly("built");
        Step.Run run = (Step.Run) tools.main().steps().get(0);
        assertThat(run.tmpfs()).containsExactly(new TmpfsMount(Text.literal("/out"), 64 << 20));
        assertThat(run.binds())
                .containsExactly(
                        new BindMount.Context(".", Text.literal("/all"), false),
                        new BindMount.Context("scripts", Text.literal("/mnt/out"), true),
                        bind(new Base.OfStage("built"), "/out", "/mnt/{pg.major}", false),
                        bind(new Base.OfImage("server"), "/", "/server", true),
                        bind(new Base.External(Text.parse("tool:{pg}")), "/bin", "/tool", false));
        assertThat(generated(compilation).keySet()).anyMatch(name -> name.endsWith("scripts/install.sh"));
    }

    private static BindMount bind(Base source, String path, String target, boolean writable) {
        return new BindMount.Image(source, Text.parse(path), Text.parse(target), writable);
    }

    @Test
    void a_description_becomes_a_label_without_variables() throws IOException {
        Compilation compilation = compiled(Sources.catalog(), Sources.file("Tools", """
                        /** Costs $money and ${more}. */
                        @Image
                        @From("debian:bookworm")
                        interface Tools {}
                        """));

        assertThat(family(compilation).image("tools").orElseThrow().main().steps())
                .extracting(step -> ((Step.Label) step).value().source())
                .containsExactly("Costs \\$money and \\${more}.");
    }

    @Test
    void two_catalogues_in_one_compilation_have_a_class_and_files_each(@TempDir Path temporary) throws IOException {
        Path output = temporary.resolve("images");
        Compilation compilation =
                Sources.compile(two("@From(\"debian:bookworm\")"), List.of(), Sources.CONTEXT, output);

        assertThat(errors(compilation)).isEmpty();
        assertThat(generated(compilation))
                .containsEntry("META-INF/services/dev.slipway.catalog.Catalog", "left.LeftImages\nright.RightImages\n")
                .containsKeys("left/slipway/graph.json", "right/slipway/graph.json");
        assertThat(output.resolve("left/server/Dockerfile")).exists();
        assertThat(output.resolve("right/tools/Dockerfile")).exists();
        assertThat(output.resolve("right/server")).doesNotExist();
    }

    @Test
    void what_another_catalogue_declares_is_refused_with_a_cure() {
        Compilation compilation = Sources.compile(two(FOREIGN));

        assertThat(compilation.errors())
                .extracting(SlipwayProcessorTest::placed)
                .containsExactly(REFUSED);
    }

    @Test
    void what_a_catalogue_in_a_jar_declares_is_refused_with_a_cure(@TempDir Path temporary) throws IOException {
        List<JavaFileObject> sources = two(FOREIGN);
        Compilation library = compiled(sources.subList(0, 3).toArray(new JavaFileObject[0]));
        Compilation compilation = Sources.compile(sources.subList(3, sources.size()), library, temporary);

        assertThat(compilation.errors())
                .extracting(SlipwayProcessorTest::placed)
                .containsExactly(REFUSED);
    }

    @Test
    void a_fragment_in_a_jar_is_a_word_as_any_other(@TempDir Path temporary) throws IOException {
        Compilation library = compiled(Sources.file("left", "Made", """
                @Fragment
                @CopyFrom(stage = Made.Build.class, from = "/out/", to = "{to}")
                @Check(run = "made", prints = "{to}")
                public @interface Made {
                    String to();

                    @Stage
                    @From(base = true)
                    @Run("make >/out")
                    interface Build {}
                }
                """));
        Compilation compilation = Sources.compile(
                List.of(
                        Sources.catalog(),
                        Sources.file(
                                "Tools",
                                "@Image @From(\"debian:bookworm\") @left.Made(to = \"/srv/\") interface Tools {}")),
                library,
                temporary);

        assertThat(errors(compilation)).isEmpty();
        ImageDefinition tools = family(compilation).image("tools").orElseThrow();
        assertThat(tools.builders()).extracting(StageDefinition::name).containsExactly("made-build");
        assertThat(tools.checks()).extracting(check -> check.prints().value()).containsExactly("/srv/");
    }

    /** A catalogue {@code left} in three files, and a catalogue {@code right} with an image that has these annotations. */
    private static List<JavaFileObject> two(String annotations) {
        return List.of(
                Sources.catalog("left"),
                Sources.file("left", "Postgres", "@Axis(\"pg\") public enum Postgres { @Release(\"16.13\") PG16 }"),
                Sources.file(
                        "left",
                        "Server",
                        "@Image @From(\"debian:bookworm\") @ForEach(Postgres.class) public interface Server {}"),
                Sources.catalog("right"),
                Sources.file("right", "Tools", "@Image\n" + annotations + "\ninterface Tools {}"));
    }

    private static String placed(Diagnostic<? extends JavaFileObject> diagnostic) {
        return Path.of(Objects.requireNonNull(diagnostic.getSource()).getName()).getFileName() + ":"
                + diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT);
    }

    @Test
    void a_stage_that_starts_from_a_fragments_stage_gives_it_the_fragments_attributes() throws IOException {
        Compilation compilation = compiled(Sources.catalog(), Sources.file("Started", """
                        @Fragment
                        @From(stage = Started.Build.class)
                        @interface Started {
                            String name();

                            @Stage
                            @From("debian:bookworm")
                            @Env(name = "NAME", value = "{name}")
                            interface Build {}
                        }
                        """), Sources.file("Tools", """
                        @Image
                        @From("debian:bookworm")
                        @CopyFrom(stage = Tools.Build.class, from = "/a", to = "/b")
                        interface Tools {
                            @Stage
                            @Started(name = "one")
                            interface Build {}
                        }
                        """));

        assertThat(family(compilation).image("tools").orElseThrow().builders())
                .extracting(StageDefinition::name)
                .containsExactly("started-build", "tools-build");
    }

    @Test
    void a_check_that_is_asked_for_twice_is_made_once() throws IOException {
        Compilation compilation = compiled(
                Sources.catalog(),
                Sources.file(
                        "Made", "@Fragment @Check(run = \"made\", prints = \"{to}\") @interface Made { String to(); }"),
                Sources.file("Tools", """
                        @Image
                        @From("debian:bookworm")
                        @Check(run = "made", prints = "here")
                        @Check(run = "made", prints = "there")
                        @Made(to = "there")
                        interface Tools {}
                        """));

        assertThat(family(compilation).image("tools").orElseThrow().checks())
                .extracting(check -> check.prints().value())
                .containsExactly("here", "there");
    }

    @Test
    void a_reference_alone_stands_for_whatever_fits() throws IOException {
        Compilation compilation = compiled(Sources.catalog(), Sources.file("Server", """
                        @Image
                        @From("debian:bookworm")
                        @Tools(packages = {"gcc", "make"}, port = "80", user = "nobody")
                        interface Server {}
                        """), Sources.file("Tools", """
                        @Fragment
                        @AptPackages("{packages}")
                        @Expose("{port}")
                        @RunAs("{user}")
                        @interface Tools { String[] packages(); String port(); String user(); }
                        """));

        assertThat(family(compilation).image("server").orElseThrow().main().steps())
                .hasSize(3);
    }

    private static JavaFileObject built(String name) {
        return Sources.file(name, """
                @Fragment
                @CopyFrom(stage = Built.Build.class, from = "/out", to = "{to}")
                @interface Built {
                    String name();

                    String to();

                    @Stage(name = "build")
                    @From("debian:bookworm")
                    @Run("echo {name} >/out")
                    interface Build {}
                }
                """);
    }

    private static Family family(Compilation compilation) throws IOException {
        JavaFileObject graph = compilation
                .generatedFile(StandardLocation.CLASS_OUTPUT, "test/slipway/graph.json")
                .orElseThrow();
        Map<String, Object> document = new ObjectMapper().readValue(graph.openInputStream(), new TypeReference<>() {});
        return GraphDocument.read(Objects.requireNonNull(document));
    }

    private static Compilation compiled(JavaFileObject... sources) {
        Compilation compilation = Sources.compile(List.of(sources));
        assertThat(errors(compilation)).isEmpty();
        return compilation;
    }

    private static List<String> errors(Compilation compilation) {
        return compilation.errors().stream()
                .map(error -> error.getMessage(Locale.ROOT))
                .toList();
    }

    private static Map<String, String> generated(Compilation compilation) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (JavaFileObject file : compilation.generatedFiles()) {
            if (!file.getName().endsWith(".class")) {
                String name = file.getName().replaceFirst("^/(CLASS|SOURCE)_OUTPUT/", "");
                files.put(name, new String(file.openInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
