package dev.slipway.runner.testing;

import dev.slipway.model.Base;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** As many images as one likes: a root, a base for every fifty, and the images, with a step of most kinds each. */
public final class LargeFamily {
    private static final int IMAGES_ON_A_BASE = 50;

    private LargeFamily() {}

    /**
     * Writes such a family as a catalogue, to measure the runner with: {@code SLIPWAY_CATALOG_PATH=FOLDER runner plan}.
     *
     * @param arguments the folder and the number of images
     */
    public static void main(String... arguments) throws IOException {
        CatalogFolder.write(Path.of(arguments[0]), of(Integer.parseInt(arguments[1])));
    }

    /** A family of that many images, bases included. */
    public static Family of(int count) throws IOException {
        int bases = Math.max(1, count / IMAGES_ON_A_BASE);
        return Images.family(Stream.concat(
                        IntStream.range(0, bases).mapToObj(LargeFamily::base),
                        IntStream.range(0, count - bases - 1)
                                .mapToObj(number -> image(number, baseName(number % bases))))
                .toList());
    }

    private static ImageDefinition base(int number) {
        return Images.base(
                baseName(number),
                Images.env("BASE", "base " + number),
                Images.run("echo $BASE > /etc/base"),
                Images.run("mkdir -p /usr/share/base", "cp /etc/base /usr/share/base/" + number));
    }

    private static String baseName(int number) {
        return "base%02d".formatted(number);
    }

    private static ImageDefinition image(int number, String base) {
        String name = "image%03d".formatted(number);
        return Images.image(
                name,
                List.of(),
                Images.stage(
                        name,
                        new Base.OfImage(base),
                        Images.env("NUMBER", "number " + number),
                        Images.env("NEXT", "$NUMBER + 1"),
                        Images.copy(Images.NOTE, "/opt/note-" + number),
                        Images.run("mkdir /data", "echo $NUMBER > /data/number"),
                        Images.run("echo $NEXT > /data/next"),
                        Images.label("number", "$NUMBER"),
                        Images.workdir("/data"),
                        Images.command("cat", "number")),
                Map.of("cat number", "number " + number));
    }
}
