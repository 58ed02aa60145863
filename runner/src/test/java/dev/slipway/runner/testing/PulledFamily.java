package dev.slipway.runner.testing;

import dev.slipway.model.Base;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Text;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Images on one that somebody else has made. */
public final class PulledFamily {
    private PulledFamily() {}

    /**
     * Images {@code one}, {@code two} and {@code three}.
     *
     * @param base a reference
     * @param folder where they have a file: with another, there is something to be done
     */
    public static Family on(String base, String folder) throws IOException {
        return Images.family(Stream.of("one", "two", "three")
                .map(name -> image(name, base, folder + "/" + name))
                .toList());
    }

    private static ImageDefinition image(String name, String base, String file) {
        return Images.image(
                name,
                List.of(),
                Images.stage(name, new Base.External(Text.literal(base)), Images.copy(Images.NOTE, file)),
                Map.of());
    }
}
