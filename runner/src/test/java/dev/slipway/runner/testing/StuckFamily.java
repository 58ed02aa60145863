package dev.slipway.runner.testing;

import dev.slipway.model.Base;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Families like {@link SmallFamily}, of which something never ends. */
public final class StuckFamily {
    /** Printed once nothing happens any more. */
    public static final String STUCK = "stuck now";

    private static final String FOREVER = "sleep 4321";

    private StuckFamily() {}

    /** In a step that takes no notice of signals, and has a process that nobody is the parent of. */
    public static Family step() throws IOException {
        return SmallFamily.with(
                Images.run("trap '' INT TERM HUP", "setsid " + FOREVER + " &", "echo " + STUCK, FOREVER));
    }

    /** Between two attempts at a step. */
    public static Family retries() throws IOException {
        return SmallFamily.with(Images.patient("echo " + STUCK + "; false"));
    }

    /** In the check of an image. */
    public static Family check() throws IOException {
        return Images.family(List.of(image("left", Map.of("echo " + STUCK + "; " + FOREVER, ""))));
    }

    /** In the check of one of two images. */
    public static Family rightCheck() throws IOException {
        return Images.family(
                List.of(image("left", Map.of()), image("right", Map.of("echo " + STUCK + "; " + FOREVER, ""))));
    }

    private static ImageDefinition image(String name, Map<String, String> checks) {
        return Images.image(
                name, List.of(), Images.stage(name, new Base.OfImage("root"), Images.env("SIDE", name)), checks);
    }

    /** In a step after one with a large file, of which an archive is made meanwhile. */
    public static Family archiving() throws IOException {
        return SmallFamily.with(
                Images.run("dd if=/dev/urandom of=/opt/data/large bs=1M count=400 2> /dev/null"),
                Images.run("echo " + STUCK, FOREVER));
    }

    /** An image on a base that is to be pulled. */
    public static Family pull(String base) throws IOException {
        Step step = Images.run("true");
        return Images.family(List.of(Images.image(
                "left", List.of(), Images.stage("left", new Base.External(Text.literal(base)), step), Map.of())));
    }
}
