package dev.slipway.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.testing.compile.Compilation;
import dev.slipway.graph.GraphDocument;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.StageDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;

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
