package dev.slipway.graph;

import dev.slipway.model.Axis;
import dev.slipway.model.Base;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Exclusion;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.NamedSource;
import dev.slipway.model.Network;
import dev.slipway.model.Origin;
import dev.slipway.model.Program;
import dev.slipway.model.Release;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small families for tests. */
final class Families {
    static final Axis PG = new Axis(
            "pg",
            List.of(
                    new Release("16.13", Map.of("citus", List.of("v11", "v12"), "extra", List.of())),
                    new Release("17.9", Map.of("citus", List.of("v13"), "extra", List.of("x"))),
                    new Release("18~beta1", Map.of("citus", List.of("v14"), "extra", List.of()))),
            origin(1));

    static final NamedSource PYPI = new NamedSource("pypi", "", origin(2));
    static final NamedSource CITUS = new NamedSource("citus", "https://git.example.org/citus.git", origin(3));

    private Families() {}

    static Family family(ImageDefinition... images) {
        return family(List.of(), images);
    }

    static Family family(List<ContextFile> context, ImageDefinition... images) {
        return new Family("repository", List.of(PYPI, CITUS), List.of(PG), List.of(images), context);
    }

    /** An image for each release. */
    static ImageDefinition varying(String name, Base base, Step... steps) {
        return image(name, "{pg}", List.of("pg"), base, steps);
    }

    /** One image. */
    static ImageDefinition single(String name, Base base, Step... steps) {
        return image(name, "latest", List.of(), base, steps);
    }

    static ImageDefinition image(String name, String tag, List<String> forEach, Base base, Step... steps) {
        return new ImageDefinition(
                name,
                Text.parse(tag),
                "",
                true,
                forEach,
                List.of(),
                List.of(),
                List.of(),
                new StageDefinition(name, base, List.of(steps), origin(4)),
                List.of(),
                origin(5));
    }

    static ImageDefinition without(ImageDefinition image, String axis, String release) {
        return new ImageDefinition(
                image.name(),
                image.tag(),
                image.description(),
                image.published(),
                image.forEach(),
                image.forAll(),
                List.of(new Exclusion(new TreeMap<>(Map.of(axis, release)))),
                image.builders(),
                image.main(),
                image.checks(),
                image.origin());
    }

    static Base debian() {
        return new Base.External(Text.parse("debian:bookworm"));
    }

    static Base ofImage(String image) {
        return new Base.OfImage(image);
    }

    static Step.AptPackages apt(String... packages) {
        return new Step.AptPackages(texts(packages), Text.empty(), false, List.of(origin(6)));
    }

    static Step.Run run(String lines) {
        return run(lines, 7);
    }

    static Step.Run run(String lines, int line) {
        return step(new Program.Inline(Text.parse(lines)), List.of(), line);
    }

    static Step.Run script(String path, String... files) {
        return step(new Program.ScriptFile(path), List.of(files), 8);
    }

    private static Step.Run step(Program program, List<String> files, int line) {
        return new Step.Run(
                program, new TreeMap<>(), Network.DEFAULT, List.of(), List.of(), files, "", List.of(origin(line)));
    }

    static ContextFile file(String path, String sha256) {
        return new ContextFile(path, sha256, 3, false);
    }

    static List<Text> texts(String... sources) {
        return Stream.of(sources).map(Text::parse).toList();
    }

    static Origin origin(int line) {
        return new Origin("example.Type", "Annotation", "Type.java", line);
    }
}
