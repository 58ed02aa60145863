package dev.slipway.runner.testing;

import dev.slipway.model.Base;
import dev.slipway.model.Family;
import dev.slipway.model.Text;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Two published images on an image of somebody else's: {@code lower}, of which every build makes another one, and
 * {@code upper}, which stands on it.
 *
 * @param base the reference of the other's image, which a family of {@link #system} makes
 * @param lower what its file {@code /opt/lower} says behind what is different each time
 * @param upper what its file {@code /opt/upper} says
 */
public record LayeredFamily(String base, String lower, String upper) {
    public LayeredFamily lower(String text) {
        return new LayeredFamily(base, text, upper);
    }

    public LayeredFamily upper(String text) {
        return new LayeredFamily(base, lower, text);
    }

    /** A system of one image, to be pushed and built on. */
    public static Family system(String version) throws IOException {
        return Images.family(List.of(Images.image(
                "system",
                List.of(),
                Images.stage("system", new Base.OfImage("root"), Images.run("echo " + version + " > /etc/version")),
                Map.of())));
    }

    public Family family() throws IOException {
        return Images.family(List.of(
                Images.image(
                        "lower",
                        List.of(),
                        Images.stage(
                                "lower",
                                new Base.External(Text.literal(base)),
                                Images.run(
                                        "cat /proc/sys/kernel/random/uuid > /opt/lower",
                                        "echo " + lower + " >> /opt/lower")),
                        Map.of("cat /opt/lower", lower)),
                Images.image(
                        "upper",
                        List.of(),
                        Images.stage("upper", new Base.OfImage("lower"), Images.run("echo " + upper + " > /opt/upper")),
                        Map.of("cat /opt/upper", upper))));
    }
}
