package dev.slipway.runner.contents;

import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RemoteImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two images of a registry, or of two, side by side.
 *
 * @param platforms those that both have, each with how its images differ
 */
public record ImageComparison(RemoteImage before, RemoteImage after, List<OnePlatform> platforms) {
    public ImageComparison {
        platforms = List.copyOf(platforms);
    }

    /** The two images for a platform. */
    public record OnePlatform(RemoteImage.OnePlatform before, RemoteImage.OnePlatform after, Difference difference) {
        /** The layers of the one that the other does not have. */
        public List<Descriptor> removed() {
            return without(before, after);
        }

        /** The layers of the other that the one does not have. */
        public List<Descriptor> added() {
            return without(after, before);
        }

        private static List<Descriptor> without(RemoteImage.OnePlatform image, RemoteImage.OnePlatform other) {
            return image.manifest().layers().stream()
                    .filter(layer -> !other.manifest().layers().contains(layer))
                    .toList();
        }
    }

    /**
     * Compares two images. Layers that they share are read once.
     *
     * @throws IOException if a layer cannot be read
     */
    public static ImageComparison of(Registry registry, ImageReference before, ImageReference after)
            throws IOException {
        RemoteImage one = registry.inspect(before);
        RemoteImage other = registry.inspect(after);
        ContentReader reader = new ContentReader();
        List<OnePlatform> platforms = new ArrayList<>();
        for (RemoteImage.OnePlatform old : one.images()) {
            Optional<RemoteImage.OnePlatform> now = other.images().stream()
                    .filter(image -> image.platform().equals(old.platform()))
                    .findFirst();
            if (now.isPresent()) {
                ImageContents contents = read(reader, registry, before, old);
                ImageContents others =
                        old.digest().equals(now.get().digest()) ? contents : read(reader, registry, after, now.get());
                platforms.add(new OnePlatform(old, now.get(), Difference.of(contents, others)));
            }
        }
        return new ImageComparison(one, other, platforms);
    }

    private static ImageContents read(
            ContentReader reader, Registry registry, ImageReference repository, RemoteImage.OnePlatform image)
            throws IOException {
        return reader.read(image.manifest().layers(), new RegistryLayers(registry, repository));
    }
}
