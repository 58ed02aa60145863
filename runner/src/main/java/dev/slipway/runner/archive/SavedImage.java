package dev.slipway.runner.archive;

import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.ImageReference;

/** An image with the name that it will have for those who load it. */
public record SavedImage(ImageReference name, ImageManifest manifest) {}
