package dev.slipway.runner.profile;

/** An image that a profile leaves out, and why. */
public record Omission(String image, String because) {}
