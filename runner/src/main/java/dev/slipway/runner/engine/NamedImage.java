package dev.slipway.runner.engine;

/** An image with the full name that it is to have: {@code registry.example/citus/extbuilder:16.13}. */
public record NamedImage(BuiltImage image, String reference) {}
