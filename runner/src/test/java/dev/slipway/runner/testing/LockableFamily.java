package dev.slipway.runner.testing;

import dev.slipway.model.Base;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Network;
import dev.slipway.model.Origin;
import dev.slipway.model.Program;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Two images with Debian packages: one names them, and the other, on top of it, has a script that installs some. */
public final class LockableFamily {
    private LockableFamily() {}

    /** @param packages that the first names */
    public static Family on(String base, String... packages) {
        return new Family(
                "example",
                List.of(),
                List.of(),
                List.of(
                        image("named", new Base.External(Text.literal(base)), packages(packages)),
                        image("scripted", new Base.OfImage("named"), script())),
                List.of());
    }

    /** One image with packages of Alpine. */
    public static Family ofAlpine(String base, String... packages) {
        Step step = new Step.ApkPackages(
                Stream.of(packages).map(Text::literal).toList(), List.of(origin("ApkPackages", 8)));
        return new Family(
                "example",
                List.of(),
                List.of(),
                List.of(image("small", new Base.External(Text.literal(base)), step)),
                List.of());
    }

    /** One image with a tree of a repository. */
    public static Family ofGit(String url, String ref) {
        Step source = new Step.GitSource(
                Text.literal(url), Text.literal(ref), Text.literal("/src"), List.of(origin("GitSource", 9)));
        return new Family(
                "example",
                List.of(),
                List.of(),
                List.of(image("cloned", new Base.External(Text.literal("scratch")), source)),
                List.of());
    }

    private static ImageDefinition image(String name, Base base, Step... steps) {
        return Images.image(name, List.of(), Images.stage(name, base, steps), Map.of());
    }

    private static Step packages(String... names) {
        return new Step.AptPackages(
                Stream.of(names).map(Text::literal).toList(), Text.empty(), false, List.of(origin("AptPackages", 8)));
    }

    private static Step script() {
        return new Step.Run(
                new Program.Inline(Text.literal("apt-get update\napt-get install --yes by-script")),
                new TreeMap<>(),
                Network.DEFAULT,
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of(origin("Run", 5)));
    }

    private static Origin origin(String annotation, int line) {
        return new Origin("example.Packaged", annotation, "Packaged.java", line);
    }
}
