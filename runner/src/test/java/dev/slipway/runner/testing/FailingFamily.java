package dev.slipway.runner.testing;

import dev.slipway.model.Base;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Network;
import dev.slipway.model.Program;
import dev.slipway.model.SecretMount;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An image {@code top} that stands on another, and cannot be built. */
public final class FailingFamily {
    private FailingFamily() {}

    /** A command of the image that it stands on fails, which has all that a command can have. */
    public static Family step() throws IOException {
        return with(command("echo $STEPS; exit 3"));
    }

    /** A command fails that has printed its secret. */
    public static Family printingSecret() throws IOException {
        return with(command("echo it is $(cat /run/token); exit 3"));
    }

    private static Step command(String script) {
        return new Step.Run(
                new Program.Inline(Text.literal(script)),
                new TreeMap<>(Map.of("STEPS", Text.literal("step's"))),
                Network.NONE,
                List.of(new CacheMount("/cache", CacheMount.Sharing.LOCKED)),
                List.of(new SecretMount("token", "/run/token")),
                List.of(Images.NOTE),
                "",
                Images.ORIGINS);
    }

    /** A file is copied that a stage does not have. */
    public static Family copy() throws IOException {
        return with(Images.copyFrom(new Base.OfImage("root"), "/nowhere", "/work/"));
    }

    /** A check does not print what it should. */
    public static Family check() throws IOException {
        return family(Map.of("cat /work/made", "other"));
    }

    /** Its base has a name that no image can have. */
    public static Family base() throws IOException {
        Base nowhere = new Base.External(Text.literal("Nowhere"));
        return Images.family(
                List.of(Images.image("top", List.of(), Images.stage("top", nowhere, Images.run("true")), Map.of())));
    }

    private static Family with(Step failing) throws IOException {
        return family(Map.of(), failing);
    }

    private static Family family(Map<String, String> checks, Step... failing) throws IOException {
        List<Step> steps = new ArrayList<>(
                List.of(Images.workdir("/work"), Images.env("IMAGES", "image's"), Images.run("echo made > made")));
        steps.addAll(Stream.of(failing).toList());
        ImageDefinition base = Images.base("failing", steps.toArray(Step[]::new));
        return Images.family(List.of(
                base,
                Images.image(
                        "top",
                        List.of(),
                        Images.stage("top", new Base.OfImage("failing"), Images.run("true")),
                        checks)));
    }
}
